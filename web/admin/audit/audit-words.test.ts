import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { keyOf, speak } from '../../../locales/translate.ts';
import { entryInWords } from './audit-words.ts';

const words: Record<string, string> = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../locales/pt-BR.json'), 'utf8'),
);
const portuguese = Object.fromEntries(Object.entries(words).map(([source, word]) => [keyOf(source), [word]]));
beforeEach(() => speak('en', {}));

const said = (details: Record<string, unknown>, objectName: string | null = null) =>
  entryInWords({ action: 'agent.changed', objectName, details });

test('what changed is said from what was to what is, and of whom', () => {
  expect(said({ role: ['agent', 'admin'], isActive: [true, false] }, 'Lia Prado')).toBe(
    'Lia Prado · role: Agent › Administrator · active: yes › no',
  );
});

test('yes and no are words in the reader’s language', () => {
  speak('pt-BR', portuguese);
  expect(said({ isActive: [true, false] })).toBe('ativo: sim › não');
});

test('lists stay lists within a change', () => {
  expect(said({ teams: [['support', 'sales'], []] })).toBe('teams: support, sales › –');
});

test('fields of an inbox are called as on its page', () => {
  expect(said({ changed: ['addresses', 'senderName'] }, 'Sales')).toBe('Sales · changed: addresses, sender name');
});

test('a name that the entry keeps itself is not said twice', () => {
  expect(said({ name: 'Lia' }, 'Lia Prado')).toBe('name: Lia');
});
