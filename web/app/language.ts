import { type CompiledMessages, currentLanguage, type Language, languages, speak } from '../../locales/translate.ts';

const key = 'atende.language';

type Catalogues = Record<Language, () => Promise<{ messages: CompiledMessages }>>;
const catalogues: Catalogues = {
  en: () => import('virtual:messages/en'),
  'pt-BR': () => import('virtual:messages/pt-BR'),
};
const laterCatalogues: Catalogues = {
  en: () => import('virtual:messages/en/later'),
  'pt-BR': () => import('virtual:messages/pt-BR/later'),
};

const listeners = new Set<() => void>();

/** Loads the words of one language and shows the page in it. */
export async function chooseLanguage(language: Language): Promise<void> {
  remember(language);
  if (document.documentElement.lang === language && isReady) return;
  let words = await wordsOf(language, learning !== undefined);
  if (learning !== undefined) words = await wordsOf(language, true); // also when they were asked for meanwhile
  speak(language, words);
  isReady = true;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}
let isReady = false;

/**
 * What the first screen never says comes with the first part that is fetched when it is shown, and then in every language
 * chosen. Whoever asks meanwhile waits for the same words.
 */
export function learnLaterWords(): Promise<void> {
  learning ??= learn().catch((error: unknown) => {
    learning = undefined;
    throw error;
  });
  return learning;
}
let learning: Promise<void> | undefined;

async function learn(): Promise<void> {
  const language = currentLanguage();
  const words = await wordsOf(language, true);
  if (currentLanguage() === language) speak(language, words);
}

async function wordsOf(language: Language, isAll: boolean): Promise<CompiledMessages> {
  const wanted = isAll ? [catalogues, laterCatalogues] : [catalogues];
  const loaded = await Promise.all(wanted.map((catalogue) => catalogue[language]()));
  return Object.assign({}, ...loaded.map(({ messages }) => messages));
}

/** For `useSyncExternalStore`: the whole page is drawn anew when the language changes. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export { currentLanguage };

/** Before anybody signed in: what was chosen here last, else what the browser asks for. */
export function guessLanguage(): Language {
  const remembered = localStorage.getItem(key);
  const known = languages.find((language) => language === remembered);
  return known ?? (navigator.languages.some((wanted) => wanted.toLowerCase().startsWith('pt')) ? 'pt-BR' : 'en');
}

function remember(language: Language): void {
  localStorage.setItem(key, language);
}
