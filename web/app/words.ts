import type { CompiledMessages, Language } from '../../locales/translate.ts';

export type Catalogues = Record<Language, () => Promise<{ messages: CompiledMessages }>>;
type Given = {
  /** What the first screen says, and what only later parts say. */
  first: Catalogues;
  later: Catalogues;
  spoken(): Language;
  speak(language: Language, words: CompiledMessages): void;
};

/**
 * Which words are known: those of the first screen, and from the first later part on all of them, whatever language is
 * chosen before, meanwhile or after.
 */
export function wordsFrom({ first, later, spoken, speak }: Given) {
  let learning: Promise<void> | undefined;

  async function wordsOf(language: Language, isAll: boolean): Promise<CompiledMessages> {
    const loaded = await Promise.all((isAll ? [first, later] : [first]).map((catalogue) => catalogue[language]()));
    return Object.assign({}, ...loaded.map(({ messages }) => messages));
  }

  async function learn(): Promise<void> {
    const language = spoken();
    const words = await wordsOf(language, true);
    if (spoken() === language) speak(language, words);
  }

  return {
    /** From here on everything is said in this language. */
    async speakIn(language: Language): Promise<void> {
      let words = await wordsOf(language, learning !== undefined);
      if (learning !== undefined) words = await wordsOf(language, true); // also when they were asked for meanwhile
      speak(language, words);
    },
    /** Whoever asks meanwhile waits for the same words; who asks after it failed tries again. */
    learnLater(): Promise<void> {
      learning ??= learn().catch((error: unknown) => {
        learning = undefined;
        throw error;
      });
      return learning;
    },
  };
}
