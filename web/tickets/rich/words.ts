import type { Words } from '../drafts.ts';
import { type Piece, saysSomething } from './document.ts';
import { htmlOf } from './html.ts';
import { isPlain, mentionsIn, textOf } from './plain.ts';

/** What stands in the editor, as it is kept and sent: the HTML only where the text alone would lose something. */
export function wordsIn(document: Piece): Words {
  if (!saysSomething(document)) return { text: '', mentions: [] };
  const words = { text: textOf(document), mentions: mentionsIn(document) };
  return isPlain(document) ? words : { ...words, html: htmlOf(document) };
}
