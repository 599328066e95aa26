import { type CompiledMessages, currentLanguage, type Language, languages, speak } from '../../locales/translate.ts';

const key = 'atende.language';

const catalogues: Record<Language, () => Promise<{ messages: CompiledMessages }>> = {
  en: () => import('virtual:messages/en'),
  'pt-BR': () => import('virtual:messages/pt-BR'),
};

const listeners = new Set<() => void>();

/** Loads the words of one language and shows the page in it. */
export async function chooseLanguage(language: Language): Promise<void> {
  remember(language);
  if (document.documentElement.lang === language && isReady) return;
  const { messages } = await catalogues[language]();
  speak(language, messages);
  isReady = true;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}
let isReady = false;

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
