/** Letters that Unicode does not take apart into a plain letter and an accent. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
};
const notPlain = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');
const asciiOnly = /^[\0-\x7f]*$/;

/**
 * What two texts have in common when case and accents do not matter: fills every `*_folded` column, search document and
 * query, so that all compare alike. The plural rule (`solicitações` and `solicitação` become the same word) stands here and
 * not in the database because the Portuguese stemmer needs the accents that folding takes away. Folding twice changes nothing.
 */
export function fold(text: string): string {
  return plainText(text).replace(/oes(?![\p{L}\p{N}_])/gu, 'ao');
}

function plainText(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase();
  const bare = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return bare.replace(notPlain, (letter) => plainLetters[letter] ?? letter);
}

/** The beginning of a text on one line, at most `length` characters, cut between words with an ellipsis. */
export function preview(text: string, length: number): string {
  // Only the beginning is read: a preview of a megabyte costs as much as one of a page.
  const line = text
    .slice(0, length * 8)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= length) return line;
  const head = characters.slice(0, length - 1).join('');
  const lastSpace = head.lastIndexOf(' ');
  const cut = lastSpace > head.length / 2 ? head.slice(0, lastSpace) : head;
  return `${cut.trimEnd()}…`;
}
