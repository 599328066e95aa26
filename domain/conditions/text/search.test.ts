import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../condition.ts';
import { askedOf, readSearch, searchSpeech } from './search.ts';

const label = (en: string, pt: string) => ({ en, 'pt-BR': pt });
const choices = [
  { key: 'gold', label: label('Gold', 'Ouro'), isArchived: false },
  { key: 'no_plan', label: label('No plan', 'Sem plano'), isArchived: false },
];
const fields = [
  { holder: 'ticket', key: 'order_number', type: 'text', choices: [], label: label('Order', 'Pedido') },
  { holder: 'ticket', key: 'amount', type: 'number', choices: [], label: label('Amount', 'Valor') },
  { holder: 'contact', key: 'plan', type: 'choice', choices, label: label('Plan', 'Plano') },
  { holder: 'organization', key: 'seats', type: 'number', choices: [], label: label('Seats', 'Lugares') },
] as const;
const names = {
  nameOf: () => undefined,
  keyOf: (field: string, name: string) =>
    field === 'status' && name === 'Aguardando peça' ? 'waiting-part' : undefined,
};
const speech = searchSpeech(fields, 'pt-BR', { timeZone: 'America/Sao_Paulo', names });

const order = { field: 'field:order_number', op: 'contains', value: 'A-77' };
const gold = { field: 'requester.plan', op: 'is', value: 'gold' };

describe('what a search asks besides words', () => {
  test.each<[string, unknown[], string]>([
    ['boleto', [], 'boleto'],
    ['field:order_number:A-77', [order], ''],
    ['boleto campo:order_number:A-77 -pago', [order], 'boleto -pago'],
    ['campo:order_number:"A 77" x', [{ ...order, value: 'A 77' }], 'x'],
    ['-field:order_number:A-77', [{ ...order, op: 'not_contains' }], ''],
    ['field:amount>=10', [{ field: 'field:amount', op: 'at_least', value: 10 }], ''],
    ['requester.plan:gold', [gold], ''],
    ['cliente.plan:Ouro', [gold], ''],
    ['solicitante.plan:"sem plano"', [{ ...gold, value: 'no_plan' }], ''],
    ['organização.seats>5', [{ field: 'organization.seats', op: 'greater_than', value: 5 }], ''],
    ['field:order_number:A-77 requester.plan:gold', [order, gold], ''],
    ['"field:order_number:A-77"', [], '"field:order_number:A-77"'],
    ['carla.souza:x https://padaria.example', [], 'carla.souza:x https://padaria.example'],
    ['boleto status_category:open', [{ field: 'status_category', op: 'is', value: 'open' }], 'boleto'],
    ['situação:"Aguardando peça"', [{ field: 'status', op: 'is', value: 'waiting-part' }], ''],
    ['prioridade>=alta', [{ field: 'priority', op: 'at_least', value: 'high' }], ''],
    ['assignee:me', [{ field: 'assignee', op: 'is', value: 'me' }], ''],
    ['-tag:spam', [{ field: 'tags', op: 'has_none', value: ['spam'] }], ''],
    ['created>2026-01-01', [{ field: 'created_at', op: 'after', value: '2026-01-01T03:00:00.000Z' }], ''],
    ['"status:open"', [], '"status:open"'],
    ['erro:42 http://status', [], 'erro:42 http://status'],
  ])('%s', (typed, conditions, words) => {
    const read = readSearch(typed, speech);
    expect(read.asked.flatMap((one) => ('condition' in one ? [one.condition] : []))).toEqual(conditions);
    expect(read.words).toBe(words);
    expect(askedOf(read)).toEqual(conditions.length === 0 ? null : { all: conditions as Condition[] });
  });

  test.each([
    ['field:shoe:42', 'unknown_field'],
    ['status:', 'expected_value'],
    ['status:nowhere', 'unknown_value'],
    ['team:nobody', 'unknown_value'],
    ['text:boleto', 'not_about_tickets'],
    ['field:order_number:', 'expected_value'],
    ['field:amount:much', 'not_a_number'],
    ['requester.plan:silver', 'unknown_value'],
    ['field:order_number:"A-77', 'unclosed_quote'],
    ['field:order_number:"A"7', 'unexpected'],
  ])('%s cannot be read, says why, and is looked for as words', (typed, code) => {
    const { asked, words } = readSearch(`erro ${typed}`, speech);
    expect(asked).toMatchObject([{ text: typed, at: 5, problem: { code } }]);
    expect(words).toBe(`erro ${typed}`);
  });

  test('whatever is typed is read, and every question stands where it says', () => {
    const pieces = fc.constantFrom(
      'field:order_number:',
      'campo:amount>',
      'requester.plan:',
      'status:',
      'criado>',
      '"',
      ' ',
      '-',
      'gold',
      '7',
      '(',
      ',',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (typed) => {
          const { asked } = readSearch(typed, speech);
          for (const { at, end, text } of asked) expect(typed.slice(at, end)).toBe(text);
        },
      ),
    );
  });
});
