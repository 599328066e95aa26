import { readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import { keyOf } from '../../locales/translate.ts';
import { laterOnly } from './later-words.ts';

const prefix = 'virtual:messages/';

/**
 * `virtual:messages/<language>`: the catalogue compiled to Lingui's tokens, so that no parser travels to the browser.
 * `virtual:messages/<language>/later`: what the first screen never says.
 */
export function catalogues(projectFolder: string): Plugin {
  const fileOf = (language: string) => `${projectFolder}locales/${language}.json`;
  return {
    name: 'atende-catalogues',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [language = '', part] = id.slice(prefix.length + 1).split('/');
      const file = fileOf(language);
      this.addWatchFile(file);
      const later = laterOnly(projectFolder);
      const wanted = Object.entries(readCatalogue(file)).filter(([key]) => later.has(key) === (part === 'later'));
      return `export const messages = ${JSON.stringify(compileCatalogue(Object.fromEntries(wanted)))};`;
    },
  };
}

export function readCatalogue(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

/** Words without placeholders that read like their key need no entry: the key itself is shown. */
function compileCatalogue(catalogue: Record<string, string>): Record<string, unknown> {
  const compiled: Record<string, unknown> = {};
  for (const [key, text] of Object.entries(catalogue)) {
    const tokens = compileMessage(text);
    const isPlain = tokens.length === 1 && tokens[0] === key;
    if (!isPlain) compiled[keyOf(key)] = tokens;
  }
  return compiled;
}
