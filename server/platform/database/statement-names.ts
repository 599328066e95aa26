import { createHash } from 'node:crypto';
import { sql } from 'kysely';

const mostNames = 500;
const mostSeen = 5_000;

const anew = '/* plan anew */';
/** Begins a statement whose best plan depends on its values: it is never named, so that PostgreSQL plans it with them. */
export const planAnew = sql.raw(anew);

/**
 * Names for prepared statements: PostgreSQL then parses and plans a text once per connection. A text is named when it
 * comes a second time, and only so many are: each name costs memory on every connection until that connection ends.
 */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  const seenOnce = new Set<string>();

  return (text) => {
    if (text.startsWith(anew)) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size >= mostNames) return known;
    if (!seenOnce.delete(text)) {
      if (seenOnce.size >= mostSeen) seenOnce.clear();
      seenOnce.add(text);
      return undefined;
    }
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
    return name;
  };
}
