import { expect, test } from 'vitest';
import { likeness, mostAlike, tellingWords } from './similar.ts';

const solved = [
  { of: 1, subject: 'Forno não liga', text: 'O forno elétrico não liga depois da queda de energia' },
  { of: 2, subject: 'Boleto vencido', text: 'Preciso da segunda via do boleto' },
  { of: 3, subject: 'Forno esquenta pouco', text: 'O forno demora a esquentar' },
];

test('tickets that name the same case come first, others not at all', () => {
  const asked = {
    subject: 'FORNO elétrico não liga',
    text: 'Bom dia, depois da queda de energia o forno não liga mais',
  };
  expect(mostAlike(asked, solved, 5)).toEqual([1, 3]);
  expect(mostAlike(asked, solved, 1)).toEqual([1]);
  expect(mostAlike({ subject: 'Mudança de endereço', text: '' }, solved, 5)).toEqual([]);
});

test('greetings and what holds sentences together tell nothing', () => {
  expect(tellingWords('Bom dia, gostaria de saber sobre a impressora, obrigado')).toEqual(['saber', 'impressora']);
});

test('likeness is the same from both sides, whole for the same words, none for none', () => {
  const [one, other] = [tellingWords('forno liga energia'), tellingWords('forno esquenta')];
  expect(likeness(one, other)).toBe(likeness(other, one));
  expect(likeness(one, one)).toBe(1);
  expect(likeness(one, [])).toBe(0);
});
