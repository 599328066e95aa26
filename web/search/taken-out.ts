/** Where a question stands among the words of a search, as a word of its own; -1 where it does not: `tag:a` is not in `-tag:a`. */
export function placeOf(question: string, text: string): number {
  for (let at = text.indexOf(question); at !== -1; at = text.indexOf(question, at + 1)) {
    const [before = ' ', after = ' '] = [text[at - 1], text[at + question.length]];
    if (/\s/.test(before) && /\s/.test(after)) return at;
  }
  return -1;
}

/** The search without that question. */
export function without(question: string, text: string): string {
  const at = placeOf(question, text);
  if (at === -1) return text;
  return `${text.slice(0, at)}${text.slice(at + question.length)}`.replace(/\s+/g, ' ').trim();
}
