import { addresses } from './xss-vectors/addresses.ts';
import { clobbering } from './xss-vectors/clobbering.ts';
import { drawings } from './xss-vectors/drawings.ts';
import { elsewhere } from './xss-vectors/elsewhere.ts';
import { handlers } from './xss-vectors/handlers.ts';
import { readTwice } from './xss-vectors/read-twice.ts';
import { scripts } from './xss-vectors/scripts.ts';
import { styles } from './xss-vectors/styles.ts';
import { writtenOddly } from './xss-vectors/written-oddly.ts';

/**
 * Ways to make a page run what a stranger wrote, collected by what they lean on. `§` stands for the script (`alert(n)`), so that
 * each is known by its number; `@` for a server of the stranger's.
 */
const all = [
  ...[handlers, writtenOddly, scripts, addresses, drawings, readTwice, styles, clobbering, elsewhere].flat(),
];

export function xssVectors(server: string): string[] {
  return all.map((vector, at) => vector.replaceAll('§', `alert(${at})`).replaceAll('@/', `${server}/xss-${at}/`));
}
