/** Words an admin gave in several languages, by language tag: `{en: 'Invoice', 'pt-BR': 'Fatura'}`. `en` is always there. */
export type Translated = { en: string; [language: string]: string | undefined };

/** The words in a language, else in a relative of it (`pt` for `pt-BR`), else in English. */
export function inLanguage(words: Translated, language: string): string {
  const exact = words[language];
  if (exact !== undefined) return exact;
  const main = mainOf(language);
  const relative = Object.keys(words).find((known) => mainOf(known) === main);
  return (relative === undefined ? undefined : words[relative]) ?? words.en;
}

/**
 * What was typed, ready to be kept: no empty words, and English filled from the first language there is, so that nobody has to
 * invent a translation. Null when nothing was said in any language.
 */
export function completed(typed: Readonly<Record<string, string | undefined>>): Translated | null {
  const said = Object.entries(typed).flatMap(([language, words]) => {
    const trimmed = words?.trim() ?? '';
    return trimmed === '' ? [] : [[language, trimmed] as const];
  });
  const [first] = said;
  return first === undefined ? null : { en: first[1], ...Object.fromEntries(said) };
}

function mainOf(language: string): string {
  return language.split('-')[0]?.toLowerCase() ?? '';
}
