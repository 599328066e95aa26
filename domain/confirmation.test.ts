import { describe, expect, test } from 'vitest';
import { confirmationLanguage, confirmationTexts, usualConfirmation } from './confirmation.ts';

const texts = confirmationTexts({ texts: {} });

test.each([
  [['pt', null, 'en'], 'pt-BR'],
  [['pt-PT', 'en', 'en'], 'pt-BR'],
  [[null, 'en-GB', 'pt-BR'], 'en'],
  [['de', null, 'pt-BR'], 'pt-BR'],
  [[null, null], 'en'],
])('mail, contact and inbox that speak %j are confirmed in %s', (wished, language) => {
  expect(confirmationLanguage(texts, wished)).toBe(language);
});

describe('the words of a confirmation', () => {
  test('are those of the inbox where it has its own, and the usual ones in every other language', () => {
    const own = { subject: 'Got it', text: 'Ticket {{ ticket.number }}' };
    expect(confirmationTexts({ texts: { en: own } })).toEqual({ ...usualConfirmation, en: own });
  });

  test('may be in a language the desk itself does not speak', () => {
    const own = confirmationTexts({ texts: { es: { subject: 'Recibido', text: 'Hola' } } });
    expect(confirmationLanguage(own, ['es-MX', 'pt-BR'])).toBe('es');
  });
});
