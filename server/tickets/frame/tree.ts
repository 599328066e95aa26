/** Sanitised HTML as a tree: every tag closed, no bracket inside texts and attributes. `source` is the opening tag or the text, `from` and `to` where the whole stands. */
export type HtmlNode = { name: string; source: string; from: number; to: number; children: HtmlNode[] };

/** Sanitised HTML is 200 deep at most. What is deeper, or not closed as it was opened, is not what we stored: null. */
const deepest = 220;
export const empty = new Set(['br', 'hr', 'img', 'col', 'wbr']);
const token = /<(\/?)([a-z][a-z0-9]*)[^<>]*>|[^<]+|</g;

export function treeOf(html: string): HtmlNode | null {
  const root: HtmlNode = { name: 'root', source: '', from: 0, to: html.length, children: [] };
  const open = [root];
  for (const { 0: source, 1: slash, 2: name = '', index } of html.matchAll(token)) {
    const to = index + source.length;
    const isRight = slash === '/' ? close(open, name, to) : grow(open, { name, source, from: index, to, children: [] });
    if (!isRight) return null;
  }
  return open.length === 1 ? root : null;
}

function close(open: HtmlNode[], name: string, to: number): boolean {
  const node = open.length > 1 ? open.pop() : undefined;
  if (node?.name !== name) return false;
  node.to = to;
  return true;
}

function grow(open: HtmlNode[], node: HtmlNode): boolean {
  open.at(-1)?.children.push(node);
  if (node.name !== '' && !empty.has(node.name)) open.push(node);
  return open.length <= deepest;
}

export function attribute(node: HtmlNode, name: string): string {
  const start = node.source.indexOf(` ${name}="`);
  if (start < 0) return '';
  const from = start + name.length + 3;
  return node.source.slice(from, node.source.indexOf('"', from));
}
