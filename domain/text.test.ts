import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, preview } from './text.ts';

describe('fold', () => {
  test.each([
    ['Não consigo ACESSAR', 'nao consigo acessar'],
    ['solicitações', 'solicitacao'],
    ['Configuração', 'configuracao'],
    ['configuracoes', 'configuracao'],
    ['ligações e soluções', 'ligacao e solucao'],
    ['Straße', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Ærø Łódź', 'aero lodz'],
    ['İstanbul', 'istanbul'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['XK-4471', 'xk-4471'],
    ['ﬁm', 'fim'],
    ['poesia', 'poesia'],
    ['', ''],
  ])('%s is found as %s', (written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  test('a word typed with or without accents, in either case, is the same word', () => {
    fc.assert(
      fc.property(fc.constantFrom('ação', 'Éclair', 'maçã', 'über', 'señor', 'naïve'), (word) => {
        const typed = word.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
        expect(fold(typed)).toBe(fold(word));
      }),
    );
  });

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('preview', () => {
  test('a short text stays as it is, on one line', () => {
    expect(preview('Olá,\n\n  tudo bem?\t', 40)).toBe('Olá, tudo bem?');
  });

  test('a long text is cut between words', () => {
    expect(preview('The printer on the third floor is on fire', 24)).toBe('The printer on the…');
  });

  test('a word longer than the preview is cut inside', () => {
    expect(preview('a'.repeat(50), 10)).toBe(`${'a'.repeat(9)}…`);
  });

  test('it is never longer than asked and never cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, length) => {
        const shown = preview(text, length);
        expect([...shown].length).toBeLessThanOrEqual(length);
        expect(shown).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
      }),
    );
  });
});
