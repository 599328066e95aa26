import { speak } from '../../locales/translate.ts';
import { commandIds, listedCommand } from '../../web/app/command-list.ts';

speak('en', {});

/** The page of `docs/keyboard.md`: every command with its usual keys, in both languages. */
export function keyboardPage(portuguese: Readonly<Record<string, string>>): string {
  const rows = commandIds
    .map(listedCommand)
    .map(({ keys, label }) => ({ keys, label: label() }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))
    .map(({ keys, label }) => `| ${keys.map(shownKey).join(' or ')} | ${label} | ${portuguese[label] ?? ''} |`);
  return [
    '# Keys',
    '',
    'Written by `node scripts/keyboard.ts --write` from the list of commands. They act outside of fields, not while a window is open, and not',
    'while AltGr is held. Two letters are pressed one after the other. The window that `?` opens gives a command another key, or none; one',
    'switch there turns single keys off.',
    '',
    '| keys | English | Português |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function shownKey(keys: string): string {
  const press = (one: string) => one.replace('[Shift]+', '').replace('$mod', 'Ctrl (⌘)').replaceAll('+', ' + ');
  return keys
    .split(' ')
    .map((one) => `\`${press(one).replace(/(^| )([a-z])$/, (found) => found.toUpperCase())}\``)
    .join(' ');
}
