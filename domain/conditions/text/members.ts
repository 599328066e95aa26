import type { Field } from '../field.ts';
import type { Names, Speech } from './speech.ts';
import { askerWords, choiceMeant, choiceWord, means } from './vocabulary.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Of = { id: string; field: Field };
export type AskerWord = keyof typeof askerWords;

/** The agent or teams that a word means as those of whoever asks. */
export function askerMeant({ field }: Of, word: string): AskerWord | undefined {
  return field.type === 'reference'
    ? field.words?.find((known) => known === word || means(askerWords[known], word))
    : undefined;
}

/** Which of the values a field can have is meant: by its key, or by what people call it. Where values are free, the word itself. */
export function keyMeant({ id, field }: Of, word: string, names: Names): string | undefined {
  if (field.type === 'reference') return names.keyOf(id, word) ?? (uuid.test(word) ? word.toLowerCase() : undefined);
  const choices = 'choices' in field ? field.choices : undefined;
  if (choices === undefined) return names.keyOf(id, word) ?? word;
  const meant = choiceMeant(word, choices) ?? names.keyOf(id, word);
  return meant !== undefined && choices.includes(meant) ? meant : undefined;
}

/** The friendliest word for a key that means just this key. */
export function wordFor(of: Of, key: string, { names, language }: Speech): string {
  const words = [choiceWord(key, language), names.nameOf(of.id, key)];
  return words.find((word) => word !== undefined && keyMeant(of, word, names) === key) ?? key;
}
