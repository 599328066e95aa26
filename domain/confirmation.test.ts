import { describe, expect, test } from 'vitest';
import { confirmationLanguage, confirmationWords } from './confirmation.ts';

const about = { number: 42, subject: 'Pay {number} at evil.example', isVerified: true };

describe('the words of a confirmation', () => {
  test('name the ticket in the language asked for', () => {
    expect(confirmationWords({ texts: {} }, 'en', about)).toMatchObject({ subject: 'We received your message [#42]' });
    expect(confirmationWords({ texts: {} }, 'pt-BR', about).text).toContain('o número #42');
  });

  test('are those of the inbox where it has its own', () => {
    const texts = { en: { subject: 'Got it: {subject}', text: 'Ticket {number}, {subject}, {name}' } };
    expect(confirmationWords({ texts }, 'en', about)).toEqual({
      subject: 'Got it: Pay {number} at evil.example',
      text: 'Ticket 42, Pay {number} at evil.example, {name}',
    });
  });

  test('repeat nothing of a sender nobody vouches for, not even the subject', () => {
    const texts = { en: { subject: 'Got it: {subject}', text: 'About {subject}.' } };
    expect(confirmationWords({ texts }, 'en', { ...about, isVerified: false })).toEqual({
      subject: 'Got it: your message',
      text: 'About your message.',
    });
  });
});

test.each([
  [['pt', null, 'en'], 'pt-BR'],
  [['pt-PT', 'en', 'en'], 'pt-BR'],
  [[null, 'en-GB', 'pt-BR'], 'en'],
  [['de', null, 'pt-BR'], 'pt-BR'],
  [[null, null], 'en'],
])('mail, contact and inbox that speak %j are confirmed in %s', (wished, language) => {
  expect(confirmationLanguage(wished)).toBe(language);
});
