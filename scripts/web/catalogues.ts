import { readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import { keyOf } from '../../locales/translate.ts';

const prefix = 'virtual:messages/';

/** `virtual:messages/<language>`: the catalogue compiled to Lingui's tokens, so that no parser travels to the browser. */
export function catalogues(projectFolder: string): Plugin {
  const fileOf = (language: string) => `${projectFolder}locales/${language}.json`;
  return {
    name: 'atende-catalogues',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const file = fileOf(id.slice(prefix.length + 1));
      this.addWatchFile(file);
      return `export const messages = ${JSON.stringify(compileCatalogue(readCatalogue(file)))};`;
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
