/** How a key is shown to people: `Ctrl K`, `Shift M`, `G I`. */
export function keyName(keys: string): string {
  return keys
    .split(' ')
    .map((press) =>
      press
        .replace('[Shift]+', '')
        .replace('$mod', isApple() ? '⌘' : 'Ctrl')
        .replace(/\+(?=.)/, ' '),
    )
    .map((press) => press.replace(/(^| )(\p{L})$/u, (last) => last.toUpperCase()))
    .join(' ');
}

/** The same as `aria-keyshortcuts` writes it; it has no word for keys pressed one after the other. */
export function ariaKey(keys: string): string | undefined {
  if (keys.includes(' ')) return undefined;
  return keys.replace('[Shift]+', '').replace('$mod', isApple() ? 'Meta' : 'Control');
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * One press in tinykeys' words, or null where it is none that a command may have: a lone modifier, Alt (with which ABNT2 and others
 * write), keys that move or confirm. A sign counts by what it writes, with Shift or without: where it stands differs from keyboard to keyboard.
 */
export function pressOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string | null {
  if (altKey || key === ' ' || key === '+' || [...key].length !== 1) return null;
  const modifier = ctrlKey || metaKey ? '$mod+' : '';
  if (/\p{L}/u.test(key)) return `${modifier}${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`;
  return /\d/.test(key) && !shiftKey ? `${modifier}${key}` : `${modifier}[Shift]+${key}`;
}

/** Whether one would hide the other: they are the same, or one begins with the whole of the other. */
export function doClash(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

/** Keys with Ctrl that belong to the browser or to writing: copy, close the window, find, zoom … */
const browserKeys = new Set([...'bcdfhijlnopqrstuvwxyz0123456789'].map((key) => `$mod+${key}`));

export function isOfTheBrowser(keys: string): boolean {
  return keys.split(' ').some((press) => browserKeys.has(press.replace('Shift+', '').toLowerCase()));
}

/** A press that writes a letter or a sign, so that it can do nothing else while somebody writes. */
export function isPlainPress(press: string): boolean {
  return !press.includes('$mod');
}

function plain(keys: string): string {
  return keys.replaceAll('[Shift]+', '').toLowerCase();
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');
}
