import { readFileSync } from 'node:fs';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { keyOf } from '../../locales/translate.ts';
import { projectFolder } from './folders.ts';

export type Catalogue = Record<string, string>;

export function readSameInBoth(): string[] {
  return JSON.parse(readFileSync(`${projectFolder}locales/same-in-both.json`, 'utf8')) as string[];
}

/** What keeps the two catalogues from being complete, in sentences for whoever must mend it. */
export function findProblems(input: {
  sources: string[];
  english: Catalogue;
  portuguese: Catalogue;
  same: string[];
}): string[] {
  return [
    ...compareKeys('en.json', input.sources, input.english),
    ...compareKeys('pt-BR.json', input.sources, input.portuguese),
    ...sharedKeys(input.sources),
    ...untranslated(input.portuguese, input.same),
    ...input.same.filter((key) => !(key in input.portuguese)).map((key) => `same-in-both.json: unused: ${key}`),
    ...Object.entries(input.portuguese).flatMap(([key, text]) => placeholderProblems(key, text)),
  ];
}

function compareKeys(file: string, sources: string[], catalogue: Catalogue): string[] {
  const used = new Set(sources);
  return [
    ...sources.filter((key) => !(key in catalogue)).map((key) => `${file}: missing: ${key}`),
    ...Object.keys(catalogue)
      .filter((key) => !used.has(key))
      .map((key) => `${file}: unused: ${key}`),
  ];
}

function sharedKeys(sources: string[]): string[] {
  const first = new Map<string, string>();
  return sources.flatMap((source) => {
    const other = first.get(keyOf(source));
    first.set(keyOf(source), source);
    return other === undefined || other === source ? [] : [`the same key for "${other}" and "${source}": reword one`];
  });
}

function untranslated(portuguese: Catalogue, same: string[]): string[] {
  return Object.entries(portuguese)
    .filter(([key, text]) => text === key && !same.includes(key))
    .map(([key]) => `pt-BR.json: the same as English: ${key}`);
}

function placeholderProblems(key: string, text: string): string[] {
  try {
    const wanted = namesIn(key).join(' ');
    const found = namesIn(text).join(' ');
    return wanted === found ? [] : [`pt-BR.json: other placeholders (${found}) than (${wanted}): ${key}`];
  } catch (error) {
    return [`pt-BR.json: ${String(error)}: ${key}`];
  }
}

function namesIn(text: string): string[] {
  const tokens = compileMessage(text) as unknown[];
  return [...new Set(tokens.filter(Array.isArray).map(([name]) => String(name)))].sort();
}
