import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';

type Node = { type: string; start: number; [key: string]: unknown };

/** Every sentence passed to `t(...)`, sorted; a call whose first argument is not written out is a problem. */
export function extractMessages(projectFolder: string, folders: string[]): Extracted {
  return messagesIn(
    projectFolder,
    folders.flatMap((folder) => scriptsIn(projectFolder, folder)),
  );
}

type Extracted = { sources: string[]; problems: string[] };

export function messagesIn(projectFolder: string, paths: readonly string[]): Extracted {
  const sources = new Set<string>();
  const problems: string[] = [];
  for (const path of paths) {
    const code = readFileSync(`${projectFolder}${path}`, 'utf8');
    const { program, errors } = parseSync(path, code);
    if (errors.length > 0) problems.push(`${path}: ${errors[0]?.message ?? 'does not parse'}`);
    visit(program as unknown as Node, (call) => {
      const source = literalOf((call.arguments as Node[])[0]);
      if (source === undefined)
        problems.push(`${path}: t(...) needs its sentence written out, near ${near(code, call)}`);
      else sources.add(source);
    });
  }
  return { sources: [...sources].sort(), problems };
}

export function scriptsIn(projectFolder: string, folder: string): string[] {
  return readdirSync(`${projectFolder}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath.slice(projectFolder.length)}/${entry.name}`);
}

function visit(node: Node, onCall: (call: Node) => void): void {
  if (isCallOfT(node)) onCall(node);
  for (const child of Object.values(node).flat()) {
    if (isNode(child)) visit(child, onCall);
  }
}

function isCallOfT(node: Node): boolean {
  const callee = node.callee as Node | undefined;
  return node.type === 'CallExpression' && callee?.type === 'Identifier' && callee.name === 't';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function literalOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  const quasis = node?.quasis as { value: { cooked: string } }[] | undefined;
  return node?.type === 'TemplateLiteral' && quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

function near(code: string, node: Node): string {
  return JSON.stringify(code.slice(node.start, node.start + 50));
}
