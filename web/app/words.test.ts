import { expect, test } from 'vitest';
import type { Language } from '../../locales/translate.ts';
import { type Catalogues, wordsFrom } from './words.ts';

/** A desk's words on a slow line: each catalogue comes when the test says so. */
function onASlowLine() {
  const waiting = new Map<string, (isThere: boolean) => void>();
  const catalogue = (part: 'first' | 'later'): Catalogues => {
    const of = (language: Language) => () =>
      new Promise<{ messages: Record<string, string> }>((resolve, reject) => {
        waiting.set(`${part} ${language}`, (isThere) =>
          isThere ? resolve({ messages: { [part]: language } }) : reject(new Error('offline')),
        );
      });
    return { en: of('en'), 'pt-BR': of('pt-BR') };
  };
  let spoken: Language = 'en';
  let known: unknown = { first: 'en' };
  const words = wordsFrom({
    first: catalogue('first'),
    later: catalogue('later'),
    spoken: () => spoken,
    speak: (language, messages) => {
      spoken = language;
      known = messages;
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  /** These catalogues arrive, in this order. */
  const arrive = async (...names: string[]) => {
    for (const name of names) {
      waiting.get(name)?.(true);
      await settled();
    }
  };
  const fail = (name: string) => waiting.get(name)?.(false);
  return { words, arrive, fail, known: () => known, spoken: () => spoken };
}

const all = (language: Language) => ({ first: language, later: language });

test('the first screen is said without the words of later parts', async () => {
  const { words, arrive, known } = onASlowLine();
  const chosen = words.speakIn('pt-BR');
  await arrive('first pt-BR');
  await chosen;
  expect(known()).toEqual({ first: 'pt-BR' });
});

test('a later part brings its words in the language that is spoken', async () => {
  const { words, arrive, known } = onASlowLine();
  const learned = words.learnLater();
  expect(words.learnLater()).toBe(learned);
  await arrive('first en', 'later en');
  await learned;
  expect(known()).toEqual(all('en'));
});

test('after that, another language comes with all its words', async () => {
  const { words, arrive, known } = onASlowLine();
  const learned = words.learnLater();
  await arrive('first en', 'later en');
  await learned;
  const chosen = words.speakIn('pt-BR');
  await arrive('first pt-BR', 'later pt-BR');
  await arrive('first pt-BR', 'later pt-BR');
  await chosen;
  expect(known()).toEqual(all('pt-BR'));
});

test('a part that opens while the language changes leaves no word of the new one unknown', async () => {
  const { words, arrive, known, spoken } = onASlowLine();
  const chosen = words.speakIn('pt-BR');
  const learned = words.learnLater();
  await arrive('first pt-BR');
  await arrive('first pt-BR', 'later pt-BR');
  await chosen;
  await arrive('first en', 'later en');
  await learned;
  expect([spoken(), known()]).toEqual(['pt-BR', all('pt-BR')]);
});

test('the language changes while the words of a part are on their way: the new one is spoken, with all of them', async () => {
  const { words, arrive, known, spoken } = onASlowLine();
  const learned = words.learnLater();
  const chosen = words.speakIn('pt-BR');
  await arrive('first en', 'later en');
  await learned;
  expect([spoken(), known()]).toEqual(['en', all('en')]);
  await arrive('first pt-BR', 'later pt-BR');
  await arrive('first pt-BR', 'later pt-BR');
  await chosen;
  expect([spoken(), known()]).toEqual(['pt-BR', all('pt-BR')]);
});

test('words that could not be fetched are asked for again', async () => {
  const { words, arrive, fail, known } = onASlowLine();
  const offline = words.learnLater();
  fail('first en');
  await expect(offline).rejects.toThrow('offline');
  const learned = words.learnLater();
  await arrive('first en', 'later en');
  await learned;
  expect(known()).toEqual(all('en'));
});
