import { kindsOf, type Sent } from '../../../domain/quotation/parts.ts';
import { pointsBelow } from '../../../domain/quotation/pointing.ts';
import type { Kind } from '../../../domain/quotation/scan.ts';
import { linesIn } from './lines.ts';
import { empty, type HtmlNode, treeOf } from './tree.ts';

export type FoldedKind = Exclude<Kind, 'new'>;
/** What opens a fold, words included; `</div></details>` closes it. */
export type OpenFold = (kind: FoldedKind, isOpen: boolean) => string;
export type Folding = Sent & { openFold: OpenFold };
export const endOfFold = '</div></details>';

/**
 * Sanitised HTML with what it quotes and signs with put into folds, at the highest places where one may stand. No word and
 * no tag is taken away: a page that cannot be read with certainty comes back as it is.
 */
export function foldedHtml(html: string, { openFold, ...sent }: Folding): string {
  const root = treeOf(html);
  if (!root) return html;
  const { lines, lineOf } = linesIn(root);
  const kinds = kindsOf(lines, sent);
  if (kinds.every((kind) => kind === 'new')) return html;
  const own = lines.filter((_, at) => kinds[at] === 'new').map(({ text }) => text);
  const isOpen = pointsBelow(own.join('\n'));
  const shown = new Map<HtmlNode, Shown>();
  weigh(root, { shown, kindOf: (node) => kinds[lineOf.get(node) ?? -1] ?? 'blank' });
  return inside(root, {
    html,
    shown,
    openFold: (kind, content) => openFold(kind, kind === 'quoted' && (isOpen || red.test(content))),
  });
}

/** `mixed` holds parts of several kinds, `blank` nothing one could read. */
type Shown = Kind | 'blank' | 'mixed';
type Page = { html: string; shown: Map<HtmlNode, Shown>; openFold(kind: FoldedKind, content: string): string };

/** In what is answered without marks people write their answers in red, and do not always say so. */
const red = /(?<!-)color(?::|=")\s?(?:red|#f00|#ff0000|#c00000|rgb\(255,\s?0,\s?0\))[;"]/i;

function weigh(node: HtmlNode, page: { shown: Map<HtmlNode, Shown>; kindOf(node: HtmlNode): Shown }): Shown {
  let shown: Shown = page.kindOf(node);
  for (const child of node.children) {
    const other = weigh(child, page);
    if (other === 'blank' || other === shown) continue;
    shown = shown === 'blank' ? other : 'mixed';
  }
  page.shown.set(node, shown);
  return shown;
}

/** Where a fold may not stand between the tags, it stands inside the cells or items instead. */
const onlyTheirOwn = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup', 'ul', 'ol', 'dl']);

function inside(node: HtmlNode, page: Page): string {
  if (onlyTheirOwn.has(node.name)) return node.children.map((child) => whole(child, page)).join('');
  return runsOf(node.children, page)
    .map(({ kind, nodes }) => {
      const isFolded = kind === 'quoted' || kind === 'signature';
      const content = nodes.map((child) => (isFolded ? unchanged(child, page) : whole(child, page))).join('');
      return isFolded ? `${page.openFold(kind, content)}${content}${endOfFold}` : content;
    })
    .join('');
}

/** A paragraph ends where a fold begins, so one that holds both becomes a box that looks like it. */
function whole(node: HtmlNode, page: Page): string {
  const kind = page.shown.get(node);
  if (kind === 'new' || kind === 'blank' || isLeaf(node)) return unchanged(node, page);
  if (node.name === 'p') return `<div data-was="p"${node.source.slice(2)}${inside(node, page)}</div>`;
  return `${node.source}${inside(node, page)}</${node.name}>`;
}

function unchanged({ from, to }: HtmlNode, { html }: Page): string {
  return html.slice(from, to);
}

function isLeaf({ name }: HtmlNode): boolean {
  return name === '' || empty.has(name);
}

type Run = { kind: Shown; nodes: HtmlNode[] };

/** Neighbours of one kind, with the blank lines and rules between them and, before a fold, above it. */
function runsOf(nodes: readonly HtmlNode[], { shown }: Page): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const kind = shown.get(node) ?? 'blank';
    const last = runs.at(-1);
    if (last && (kind === last.kind || kind === 'blank') && last.kind !== 'new') last.nodes.push(node);
    else if (last?.kind === 'blank' && kind !== 'new' && kind !== 'mixed')
      Object.assign(last, { kind }).nodes.push(node);
    else runs.push({ kind, nodes: [node] });
  }
  return runs;
}
