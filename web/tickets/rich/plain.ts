import { childrenOf, type Piece, wordsOf } from './document.ts';

type Person = { id: string; name: string };

/** Plain text as a document: each line is a paragraph, so that both say the same, letter for letter. */
export function documentOf(text: string, mentions: Person[] = []): Piece {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
  return { type: 'doc', content: lines.map((line) => paragraph(piecesOf(line, mentions))) };
}

/** The words of a document as a plain mail writes them: lists with their signs, quotations with theirs. */
export function textOf(document: Piece): string {
  return linesOf(document).join('\n');
}

/** Nothing is lost when only its text is sent. */
export function isPlain(document: Piece): boolean {
  return childrenOf(document).every(
    (block) => block.type === 'paragraph' && childrenOf(block).every(({ marks = [] }) => marks.length === 0),
  );
}

/** The colleagues named in it, each once. */
export function mentionsIn(document: Piece): Person[] {
  const found = new Map<string, Person>();
  const visit = (piece: Piece) => {
    if (piece.type === 'mention') {
      const id = String(piece.attrs?.id);
      found.set(id, { id, name: String(piece.attrs?.label) });
    }
    childrenOf(piece).forEach(visit);
  };
  visit(document);
  return [...found.values()];
}

/** Where in a document of plain text the letter `at` of that text stands: each line begins with its paragraph. */
export function placeOf(text: string, at: number): number {
  return at + text.slice(0, at).split('\n').length;
}

function paragraph(content: Piece[]): Piece {
  return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
}

/** A line with the colleagues who are known to be named in it, the longest name first. */
function piecesOf(line: string, mentions: Person[]): Piece[] {
  if (line === '') return [];
  const named = mentions
    .filter(({ name }) => line.includes(`@${name}`))
    .sort((one, other) => other.name.length - one.name.length)[0];
  if (named === undefined) return [{ type: 'text', text: line }];
  const others = mentions.filter((one) => one !== named);
  const mention: Piece = { type: 'mention', attrs: { id: named.id, label: named.name } };
  return line
    .split(`@${named.name}`)
    .flatMap((part, nth) => (nth === 0 ? piecesOf(part, others) : [mention, ...piecesOf(part, others)]));
}

function linesOf(block: Piece): string[] {
  const children = childrenOf(block);
  switch (block.type) {
    case 'paragraph':
    case 'codeBlock':
      return children.map(wordsOf).join('').split('\n');
    case 'bulletList':
      return children.flatMap((item) => indented(linesOf(item), '- '));
    case 'orderedList': {
      const first = Number(block.attrs?.start ?? 1);
      return children.flatMap((item, nth) => indented(linesOf(item), `${first + nth}. `));
    }
    case 'blockquote':
      return children.flatMap(linesOf).map((line) => `> ${line}`);
    default:
      return children.flatMap(linesOf);
  }
}

function indented(lines: string[], sign: string): string[] {
  return lines.map((line, nth) => (nth === 0 ? sign : ' '.repeat(sign.length)) + line);
}
