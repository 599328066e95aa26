import type { Plugin } from 'vite';

const wordsOfALanguage =
  /[\\/]react-(?:aria|stately)[^\\/]*[\\/].*[\\/]intl[\\/](?:.*[\\/])?([a-z]{2}-[A-Z]{2})\.m?js$/;

/** The kit's packages carry their words in thirty languages; the workspace speaks two. */
export function onlyOurLanguages(): Plugin {
  return {
    name: 'atende-only-our-languages',
    enforce: 'pre',
    load(id) {
      const language = wordsOfALanguage.exec(id)?.[1];
      if (language === undefined || language === 'en-US' || language === 'pt-BR') return undefined;
      return 'export default {};';
    },
  };
}
