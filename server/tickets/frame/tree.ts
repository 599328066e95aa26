/** Sanitised HTML as a tree: every tag closed, no bracket inside texts and attributes. `source` is what stands there. */
export type HtmlNode = { name: string; source: string; children: HtmlNode[] };

/** Sanitised HTML is 200 deep at most. What is deeper, or not closed as it was opened, is not what we stored: null. */
const deepest = 220;
export const empty = new Set(['br', 'hr', 'img', 'col', 'wbr']);
const token = /<(\/?)([a-z][a-z0-9]*)[^<>]*>|[^<]+|</g;

export function treeOf(html: string): HtmlNode | null {
  const root: HtmlNode = { name: 'root', source: '', children: [] };
  const open = [root];
  for (const [source, slash, name = ''] of html.matchAll(token)) {
    const isRight = slash === '/' ? close(open, name) : grow(open, { name, source, children: [] });
    if (!isRight) return null;
  }
  return open.length === 1 ? root : null;
}

function close(open: HtmlNode[], name: string): boolean {
  return open.length > 1 && open.pop()?.name === name;
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
