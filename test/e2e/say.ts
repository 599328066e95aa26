import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type Language = 'en' | 'pt-BR';

const portuguese: Record<string, string> = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../locales/pt-BR.json'), 'utf8'),
);

/** A sentence of the screen in its language, by its English source. */
export type Say = (english: string, values?: Record<string, string | number>) => string;
export const sayIn =
  (language: Language): Say =>
  (english, values = {}) => {
    const text = language === 'pt-BR' ? (portuguese[english] ?? english) : english;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
