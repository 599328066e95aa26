import { fold } from '../text.ts';

/** The words of a text that tell it from others: folded, three letters or more, each once. */
export function tellingWords(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(words)].filter((word) => !common.has(word));
}

/** In nearly every mail of their language: greetings, and what holds sentences together. */
const common = new Set(
  `que com para por uma nao mais como mas foi ele ela seu sua isso este esta esse essa meu minha quando muito nos voce voces bom boa dia
  tarde noite ola oi prezado prezada prezados atenciosamente obrigado obrigada favor gostaria preciso segue tenho estou pode sobre ainda
  the and for you your with that this have has not are was but can from our will would please hello dear thanks thank regards best when
  what how there here about just need get got been they them`.split(/\s+/),
);

/**
 * How alike two texts are by their telling words, from 0 to 1 (Dice: twice the shared over both). Short texts that share all they
 * say are alike; a long one that merely holds a short one is not.
 */
export function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const theirs = new Set(other);
  const shared = one.filter((word) => theirs.has(word)).length;
  return (2 * shared) / (one.length + other.length);
}

export type Solved<T> = { of: T; subject: string; text: string };

/** The most alike of solved tickets, best first; subjects count twice, for they name the case. */
export function mostAlike<T>(
  asked: { subject: string; text: string },
  solved: readonly Solved<T>[],
  most: number,
): T[] {
  const subject = tellingWords(asked.subject);
  const text = tellingWords(asked.text);
  const scored = solved.map(({ of, ...theirs }) => ({
    of,
    score: 2 * likeness(subject, tellingWords(theirs.subject)) + likeness(text, tellingWords(theirs.text)),
  }));
  return scored
    .filter(({ score }) => score >= leastAlike)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ of }) => of);
}
const leastAlike = 0.25;
