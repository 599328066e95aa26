import { isLabelledHead } from '../../../domain/quotation/header-blocks.ts';
import type { Line, Mark } from '../../../domain/quotation/scan.ts';
import { attribute, type HtmlNode } from './tree.ts';

/** The lines a reader sees, with what the tags say of them, and on which line each text and picture stands. */
export type ReadLines = { lines: Line[]; lineOf: Map<HtmlNode, number> };

const blocks = new Set(
  'root address article aside blockquote caption center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

type Around = { mark: Mark | undefined; depth: number };
type Reading = ReadLines & { heads: number[] };

export function linesIn(root: HtmlNode): ReadLines {
  const reading: Reading = { lines: [{ text: '' }], lineOf: new Map(), heads: [] };
  read(reading, root, { mark: undefined, depth: 0 });
  const texts = reading.lines.map(({ text }) => text.trim());
  for (const at of reading.heads) {
    const line = reading.lines[at];
    if (line && isLabelledHead(texts, at)) line.mark ??= 'history';
  }
  return reading;
}

function read(reading: Reading, node: HtmlNode, around: Around): void {
  const { name } = node;
  if (name === '' || name === 'img') add(reading, node, around);
  else if (name === 'br') reading.lines.push({ text: '' });
  else if (blocks.has(name)) readBlock(reading, node, around);
  else readAll(reading, node, insideOf(node, around));
}

function readBlock(reading: Reading, node: HtmlNode, around: Around): void {
  endLine(reading);
  if (isHeadOfOutlook(node)) reading.heads.push(reading.lines.length - 1);
  readAll(reading, node, insideOf(node, around));
  endLine(reading);
}

function readAll(reading: Reading, node: HtmlNode, around: Around): void {
  for (const child of node.children) read(reading, child, around);
}

function insideOf(node: HtmlNode, { mark, depth }: Around): Around {
  const isSettled = mark === 'quote' || mark === 'history';
  return { mark: isSettled ? mark : (markOf(node) ?? mark), depth: depth + (node.name === 'blockquote' ? 1 : 0) };
}

function add({ lines, lineOf }: Reading, node: HtmlNode, { mark, depth }: Around): void {
  const text = textOf(node);
  const line = lines.at(-1);
  if (text.trim() === '' || !line) return;
  if (line.text === '') {
    line.text = mark === 'quote' ? '' : '> '.repeat(Math.min(depth, 5));
    line.mark = mark;
  }
  line.text += text;
  lineOf.set(node, lines.length - 1);
}

function textOf(node: HtmlNode): string {
  if (node.name === '') return decoded(node.source);
  return isPixel(node) ? '' : picture;
}

function endLine({ lines }: Reading): void {
  if (lines.at(-1)?.text !== '') lines.push({ text: '' });
}

/** A picture says something: a photograph of what is broken must not be taken for an empty line. */
const picture = '\ufffc';

function isPixel(node: HtmlNode): boolean {
  return /^[01]$/.test(attribute(node, 'width')) || /^[01]$/.test(attribute(node, 'height'));
}

const marksOfClasses: Record<string, Mark> = {
  yahoo_quoted: 'quote',
  gmail_attr: 'introduction',
  'moz-cite-prefix': 'introduction',
  gmail_signature: 'signature',
  'moz-signature': 'signature',
};

/** Gmail's `div.gmail_quote` holds answers between the lines as well; only the block quotes in it are quotations. */
function markOf(node: HtmlNode): Mark | undefined {
  const kept = attribute(node, 'data-quote');
  if (kept === 'quote' || kept === 'history' || kept === 'signature') return kept;
  const classes = attribute(node, 'class').split(' ');
  const isCited = attribute(node, 'type') === 'cite' || classes.includes('gmail_quote');
  if (node.name === 'blockquote' && isCited) return 'quote';
  return classes.map((name) => marksOfClasses[name]).find((mark) => mark !== undefined);
}

/** Outlook draws a line over the head of what is answered and marks it in no other way. */
function isHeadOfOutlook(node: HtmlNode): boolean {
  return node.name === 'div' && /border-top:[^;"]{0,60}solid/.test(attribute(node, 'style'));
}

function decoded(source: string): string {
  const text = source.replace(/[\s\u00a0]+/g, ' ');
  if (!text.includes('&')) return text;
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}
