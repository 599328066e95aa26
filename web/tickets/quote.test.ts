import { expect, test } from 'vitest';
import { splitQuote } from './quote.ts';

test.each([
  [
    'a quotation under its introduction',
    'Sim, por favor.\n\nEm sex., 21 de nov. de 2026, Ana escreveu:\n> Posso cancelar?\n> Ana',
  ],
  [
    'an introduction broken over two lines',
    'Sim, por favor.\n\nOn Fri, Nov 21, 2026 at 9:05 AM Ana Martins\n<ana@acme.example> wrote:\n> May I?\n',
  ],
  ['a quotation without introduction', 'Sim, por favor.\n> Posso cancelar?'],
  ['the separator of other programs', 'Sim, por favor.\n\n-----Mensagem original-----\nDe: Ana\nPosso cancelar?'],
])('%s is folded away', (_name, text) => {
  const { own, quoted } = splitQuote(text);
  expect(own).toBe('Sim, por favor.');
  expect(quoted).not.toBe('');
  expect(quoted).toMatch(/^(Em|On|>|-----)/);
});

test.each([
  ['nothing quoted', 'Bom dia,\n\no sistema caiu.'],
  ['answers between the lines', '> Posso cancelar?\nSim.\n> E o estorno?\nTambém.'],
  ['a quotation and nothing else', '> Posso cancelar?'],
  ['a line that ends with a colon', 'O erro que aparece:\nrejeição 402'],
])('%s stays whole', (_name, text) => {
  expect(splitQuote(text)).toEqual({ own: text, quoted: '' });
});
