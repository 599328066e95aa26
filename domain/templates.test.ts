import { expect, test } from 'vitest';
import {
  chooseLanguage,
  firstNameOf,
  isTemplateVariable,
  missingLanguages,
  templateVariables,
  variablesWith,
} from './templates.ts';

test.each<[string, string[], (string | null)[], string | null]>([
  ['the ticket’s language where the text is written in it', ['en', 'pt-BR', 'es'], ['es', 'en', 'pt-BR'], 'es'],
  ['the inbox’s where the ticket’s is missing', ['en', 'pt-BR'], ['de', 'pt-BR', 'en'], 'pt-BR'],
  ['the desk’s where nothing is known of the ticket', ['pt-BR', 'en'], [null, null, 'en'], 'en'],
  ['another Portuguese rather than another language', ['en', 'pt-BR'], ['pt-PT', 'en', 'en'], 'pt-BR'],
  ['the exact one before its like', ['pt-PT', 'pt-BR'], ['pt-BR'], 'pt-BR'],
  ['the first it has where none fits', ['en', 'es'], ['fr', null, 'de'], 'en'],
  ['nothing where nothing is written', [], ['en'], null],
])('a text in several languages is read in %s', (_sentence, ...[written, wished, chosen]) => {
  expect(chooseLanguage(written, wished)).toBe(chosen);
});

test('a form can say which of the desk’s languages a text lacks', () => {
  expect(missingLanguages(['pt-BR'], ['en', 'pt-BR', 'es', 'en'])).toEqual(['en', 'es']);
  expect(missingLanguages(['pt-PT'], ['pt-BR'])).toEqual([]);
});

test.each([
  ['Carla Souza', 'Carla'],
  ['  João\tPereira ', 'João'],
  ['Cher', 'Cher'],
  ['', ''],
])('%j is greeted as %j', (name, first) => {
  expect(firstNameOf(name)).toBe(first);
});

test('a template may ask for what the catalogue names and for custom fields', () => {
  expect(templateVariables.every(({ name }) => isTemplateVariable(name))).toBe(true);
  expect(isTemplateVariable('field.serial')).toBe(true);
  expect(isTemplateVariable('requester.field.plan')).toBe(true);
  expect(isTemplateVariable('organization.field.region')).toBe(true);
  expect(isTemplateVariable('agent.field.plan')).toBe(false);
  expect(isTemplateVariable('field.')).toBe(false);
  expect(isTemplateVariable('requester')).toBe(false);
  expect(isTemplateVariable('requester.password')).toBe(false);
});

test('a text may ask for the fields a desk has, by whose they are, and for no others', () => {
  const isKnown = variablesWith([
    { holder: 'ticket', key: 'order_number' },
    { holder: 'contact', key: 'plan' },
    { holder: 'organization', key: 'seats' },
  ]);
  const asked = ['ticket.number', 'field.order_number', 'requester.field.plan', 'organization.field.seats'];
  expect(asked.filter(isKnown)).toEqual(asked);
  expect(['field.shoe', 'field.', 'field.plan', 'requester.field.seats'].filter(isKnown)).toEqual([]);
});
