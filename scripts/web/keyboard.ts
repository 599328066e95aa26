import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { scriptsIn } from './extract-messages.ts';

type Node = { type: string; [key: string]: unknown };
/** A command as the code offers it: its keys in tinykeys' words, what it is called in English. */
type WrittenCommand = { id: string; keys: string[]; label: string; file: string };

/** Every command with a key that the workspace offers anywhere, by the files they are written in. */
export function writtenCommands(projectFolder: string): WrittenCommand[] {
  return scriptsIn(projectFolder, 'web')
    .sort()
    .flatMap((file) => commandsIn(file, readFileSync(`${projectFolder}${file}`, 'utf8')));
}

/** The page of `docs/keyboard.md`. */
export function keyboardPage(
  commands: readonly WrittenCommand[],
  portuguese: Readonly<Record<string, string>>,
): string {
  const rows = [...commands]
    .sort((a, b) => a.label.localeCompare(b.label, 'en'))
    .map(({ keys, label }) => `| ${keys.map(shownKey).join(' or ')} | ${label} | ${portuguese[label] ?? ''} |`);
  return [
    '# Keys',
    '',
    'Written by `node scripts/keyboard.ts --write` from the commands in the code. They act outside of fields, not while a window is open,',
    'and not while AltGr is held; one switch in the window that `?` opens turns single keys off. Two letters are pressed one after the other.',
    '',
    '| keys | English | Português |',
    '|---|---|---|',
    ...rows,
    `| ${shownKey('$mod+Enter')} | Send the message | ${portuguese['Send the message'] ?? ''} |`,
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

function commandsIn(file: string, code: string): WrittenCommand[] {
  const found: WrittenCommand[] = [];
  visit(parseSync(file, code).program as unknown as Node, (object) => {
    const [keys, label, id] = [
      keysOf(propertyOf(object, 'keys')),
      labelOf(propertyOf(object, 'label')),
      propertyOf(object, 'id'),
    ];
    if (keys.length > 0 && label !== null) found.push({ id: wordOf(id) ?? '', keys, label, file });
  });
  return found;
}

function visit(node: Node, onObject: (object: Node) => void): void {
  if (node.type === 'ObjectExpression') onObject(node);
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, onObject);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function propertyOf(object: Node, name: string): Node | undefined {
  const properties = object.properties as { key?: Node; value?: Node }[];
  return properties.find(({ key }) => key?.name === name)?.value;
}

function keysOf(value: Node | undefined): string[] {
  const all = value?.type === 'ArrayExpression' ? (value.elements as Node[]) : value ? [value] : [];
  return all.flatMap((one) => wordOf(one) ?? []);
}

function labelOf(value: Node | undefined): string | null {
  const callee = value?.callee as Node | undefined;
  if (value?.type !== 'CallExpression' || callee?.name !== 't') return null;
  return wordOf((value.arguments as Node[])[0]);
}

function wordOf(node: Node | undefined): string | null {
  if (node?.type === 'TSAsExpression') return wordOf(node.expression as Node);
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}
