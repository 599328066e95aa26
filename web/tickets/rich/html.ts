import { childrenOf, type Mark, type Piece, wordsOf } from './document.ts';

/**
 * A document as a mail bears it. Lines that follow each other are one paragraph with breaks, a blank line begins the next
 * one: mail programs put room round paragraphs, where the editor shows a blank line. `reading.ts` goes the other way.
 */
export function htmlOf(document: Piece): string {
  return blocksOf(childrenOf(document));
}

/** The same of plain text. */
export function htmlOfText(text: string): string {
  const lines = text.split('\n').map((line): Piece => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return blocksOf(lines);
}

function blocksOf(blocks: Piece[]): string {
  const html: string[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as Piece;
    if (block.type !== 'paragraph') html.push(blockOf(block));
    else {
      const end = blocks.findIndex(({ type }, nth) => nth > at && type !== 'paragraph');
      const run = blocks.slice(at, end < 0 ? blocks.length : end);
      html.push(paragraphsOf(run.map(lineOf)));
      at += run.length - 1;
    }
  }
  return html.join('');
}

/** Of several blank lines one is the room between two paragraphs; beside a list or a quotation that room is there already. */
function paragraphsOf(lines: string[]): string {
  const paragraphs: string[][] = [[]];
  for (const line of lines) {
    if (line === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  const hasWords = (paragraph: string[]) => paragraph.length > 0;
  return paragraphs
    .slice(Math.max(0, paragraphs.findIndex(hasWords)), paragraphs.findLastIndex(hasWords) + 1)
    .map((paragraph) => `<p>${paragraph.join('<br>') || '<br>'}</p>`)
    .join('');
}

function blockOf(block: Piece): string {
  const inner = () => childrenOf(block).map(itemOf).join('');
  switch (block.type) {
    case 'bulletList':
      return `<ul>${inner()}</ul>`;
    case 'orderedList': {
      const start = Number(block.attrs?.start ?? 1);
      return `<ol${start === 1 ? '' : ` start="${start}"`}>${inner()}</ol>`;
    }
    case 'blockquote':
      return `<blockquote>${blocksOf(childrenOf(block))}</blockquote>`;
    case 'codeBlock':
      return `<pre><code>${escaped(childrenOf(block).map(wordsOf).join(''))}</code></pre>`;
    default:
      return blocksOf(childrenOf(block));
  }
}

/** An item's own words stand in it bare: with a paragraph round them mail programs pull lists apart. */
function itemOf(item: Piece): string {
  const blocks = childrenOf(item);
  const others = blocks.findIndex(({ type }) => type !== 'paragraph');
  const words = others < 0 ? blocks : blocks.slice(0, others);
  return `<li>${words.map(lineOf).join('<br>')}${others < 0 ? '' : blocksOf(blocks.slice(others))}</li>`;
}

function lineOf(paragraph: Piece): string {
  return childrenOf(paragraph).map(inlineOf).join('').replace(/^ /, '&nbsp;');
}

function inlineOf(piece: Piece): string {
  if (piece.type === 'hardBreak') return '<br>';
  const words = wordsOf(piece);
  if (piece.type === 'mention') {
    const { id, label } = piece.attrs ?? {};
    return `<span data-mention="${escaped(String(id))}" data-name="${escaped(String(label))}">${escaped(words)}</span>`;
  }
  const marks = piece.marks ?? [];
  const isPlace = marks.some(({ type }) => type === 'link' || type === 'code');
  return marks.reduceRight(marked, isPlace ? withSpaces(words) : linked(words));
}

const tags: Record<string, string> = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' };

function marked(html: string, { type, attrs }: Mark): string {
  const tag = tags[type];
  if (tag !== undefined) return `<${tag}>${html}</${tag}>`;
  const href = String(attrs?.href ?? '');
  return type === 'link' && mayBeLinked(href) ? `<a href="${escaped(href)}">${html}</a>` : html;
}

/** What a link in a mail may lead to. */
export function mayBeLinked(address: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)\S+$/i.test(address);
}

const bareAddress = /(https?:\/\/[^\s<>"'()[\]]+[^\s<>"'()[\].,;:!?])/g;

/** An address somebody typed can be followed. */
function linked(words: string): string {
  return words
    .split(bareAddress)
    .map((part, nth) => (nth % 2 === 0 ? withSpaces(part) : `<a href="${escaped(part)}">${escaped(part)}</a>`))
    .join('');
}

/** HTML swallows spaces that follow each other. The last of them stays one where a line may break. */
function withSpaces(words: string): string {
  return escaped(words).replaceAll(/ (?= )/g, '&nbsp;');
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
