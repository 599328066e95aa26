import { currentLanguage, type Language, languages, speak } from '../../locales/translate.ts';
import { type Catalogues, wordsFrom } from './words.ts';

const key = 'atende.language';

const first: Catalogues = {
  en: () => import('virtual:messages/en'),
  'pt-BR': () => import('virtual:messages/pt-BR'),
};
const later: Catalogues = {
  en: () => import('virtual:messages/en/later'),
  'pt-BR': () => import('virtual:messages/pt-BR/later'),
};
const words = wordsFrom({ first, later, spoken: currentLanguage, speak });

const listeners = new Set<() => void>();

/** Loads the words of one language and shows the page in it. */
export async function chooseLanguage(language: Language): Promise<void> {
  remember(language);
  if (document.documentElement.lang === language && isReady) return;
  await words.speakIn(language);
  isReady = true;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}
let isReady = false;

/**
 * What the first screen never says comes with the first part that is fetched when it is shown, and then in every language
 * chosen.
 */
export const learnLaterWords = words.learnLater;

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
