import { expect, test } from 'vitest';
import { languageWritten } from './language.ts';

test.each<[string, Parameters<typeof languageWritten>[0], string | null]>([
  [
    'Portuguese from an English mail program is Portuguese, as the inbox writes it',
    { detected: 'pt', declared: 'en-US', usual: 'pt-BR' },
    'pt-BR',
  ],
  ['a mail that says which Portuguese keeps it', { detected: 'pt', declared: 'pt-PT', usual: 'pt-BR' }, 'pt-PT'],
  ['Spanish in a Brazilian inbox is Spanish', { detected: 'es', declared: null, usual: 'pt-BR' }, 'es'],
  ['"ok" is in the language the mail declares', { detected: null, declared: 'en', usual: 'pt-BR' }, 'en'],
  [
    '"ok" without a word of its language is in the inbox’s',
    { detected: null, declared: null, usual: 'pt-BR' },
    'pt-BR',
  ],
  ['nothing known stays unknown', { detected: null, declared: null, usual: null }, null],
])('%s', (_sentence, known, language) => {
  expect(languageWritten(known)).toBe(language);
});
