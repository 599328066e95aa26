import { expect, test } from 'vitest';
import { findProblems } from './check-catalogues.ts';

const complete = {
  sources: ['Send reply', '{count, plural, one {# ticket} other {# tickets}}', 'API'],
  english: {
    'Send reply': 'Send reply',
    '{count, plural, one {# ticket} other {# tickets}}': '{count, plural, one {# ticket} other {# tickets}}',
    API: 'API',
  },
  portuguese: {
    'Send reply': 'Enviar resposta',
    '{count, plural, one {# ticket} other {# tickets}}': '{count, plural, one {# ticket} other {# tickets}}s',
    API: 'API',
  },
  same: ['API'],
};

test('complete catalogues have no problems', () => {
  expect(findProblems(complete)).toEqual([]);
});

test('a sentence of the code that a catalogue lacks is found in each', () => {
  const problems = findProblems({ ...complete, sources: [...complete.sources, 'Add note'] });
  expect(problems).toEqual(['en.json: missing: Add note', 'pt-BR.json: missing: Add note']);
});

test('a sentence nobody says any more is found', () => {
  const portuguese = { ...complete.portuguese, Old: 'Velho' };
  expect(findProblems({ ...complete, portuguese })).toEqual(['pt-BR.json: unused: Old']);
});

test('Portuguese that is English is found unless it is allowed', () => {
  expect(findProblems({ ...complete, same: [] })).toEqual(['pt-BR.json: the same as English: API']);
});

test('an allowance nobody needs is found', () => {
  expect(findProblems({ ...complete, same: ['API', 'Gone'] })).toEqual(['same-in-both.json: unused: Gone']);
});

test('a placeholder lost in translation is found', () => {
  const source = 'Welcome to {company}';
  const problems = findProblems({
    sources: [source],
    english: { [source]: source },
    portuguese: { [source]: 'Boas-vindas à empresa' },
    same: [],
  });
  expect(problems).toEqual([`pt-BR.json: other placeholders () than (company): ${source}`]);
});
