/** What is being written, as the editor's schema keeps it: a tree of blocks, inline pieces and marks. */
export type Mark = { type: string; attrs?: Record<string, unknown> };
export type Piece = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Piece[];
  marks?: Mark[];
  text?: string;
};

export function childrenOf({ content = [] }: Piece): Piece[] {
  return content;
}

/** Whether anything is said: blank lines and an empty list say nothing. */
export function saysSomething(piece: Piece): boolean {
  return piece.type === 'mention' || (piece.text ?? '').trim() !== '' || childrenOf(piece).some(saysSomething);
}

/** What one piece of a line reads like. */
export function wordsOf({ type, attrs, text = '' }: Piece): string {
  if (type === 'hardBreak') return '\n';
  return type === 'mention' ? `@${attrs?.label}` : text;
}
