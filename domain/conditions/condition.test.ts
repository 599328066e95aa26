import { describe, expect, test } from 'vitest';
import type { Asker } from './asker.ts';
import { fieldIds, fields, operatorsOf } from './catalogue.ts';
import { now, support, ticket } from './condition.fixture.ts';
import { type Condition, catalogueAt, conditionSchema, maxDepth } from './condition.ts';
import type { TicketFacts } from './facts.ts';
import { holds } from './holds.ts';

const asker: Asker = { now, me: { id: 7, teamIds: [3] } };

const explained: TicketFacts = {
  ...ticket,
  resolution: { cause: 'Fusível queimado', steps: 'Trocar', outcome: 'Liga de novo' },
};
const nobodys: TicketFacts = { ...ticket, assignee: null, team: null, organization: null, tags: [], language: null };

describe('a condition about a ticket', () => {
  const cases: [string, Condition, boolean, boolean][] = [
    ['priority is high or critical', { field: 'priority', op: 'any_of', value: ['high', 'critical'] }, true, true],
    ['it is mine', { field: 'assignee', op: 'is', value: 'me' }, true, false],
    ['it is not mine, nor anybody else’s', { field: 'assignee', op: 'is_not', value: 'me' }, false, true],
    ['nobody holds it', { field: 'assignee', op: 'is_not_set' }, false, true],
    ['it belongs to one of my teams', { field: 'team', op: 'is', value: 'my_teams' }, true, false],
    [
      'the team is named by its uuid, in any case',
      { field: 'team', op: 'is', value: support.toUpperCase() },
      true,
      false,
    ],
    [
      'the subject holds a word without its accents',
      { field: 'subject', op: 'contains', value: 'NAO CONSIGO' },
      true,
      true,
    ],
    ['the subject does not start in its middle', { field: 'subject', op: 'starts_with', value: 'nota' }, false, false],
    ['the subject matches a pattern', { field: 'subject', op: 'matches', value: 'n[aã]o .* fiscal$' }, true, true],
    ['the customer is of a VIP organization', { field: 'organization_is_vip', op: 'is', value: true }, true, false],
    ['no organization is neither VIP nor not', { field: 'organization_is_vip', op: 'is', value: false }, false, false],
    ['the address is of a domain', { field: 'requester_email', op: 'contains', value: '@PADARIA.' }, true, true],
    ['it has one of the tags', { field: 'tags', op: 'has_any', value: ['vip', 'other'] }, true, false],
    ['it has all of the tags', { field: 'tags', op: 'has_all', value: ['vip', 'other'] }, false, false],
    ['it has none of the tags', { field: 'tags', op: 'has_none', value: ['other'] }, true, true],
    ['it is older than a day', { field: 'created_at', op: 'hours_since_more_than', value: 24 }, true, true],
    [
      'exactly thirty hours is not more than thirty',
      { field: 'created_at', op: 'hours_since_more_than', value: 30 },
      false,
      false,
    ],
    ['nobody ever replied', { field: 'last_reply_at', op: 'is_not_set' }, true, true],
    [
      'what never happened is not long ago',
      { field: 'solved_at', op: 'hours_since_more_than', value: 0 },
      false,
      false,
    ],
    [
      'the cause names the fuse, whatever its accents',
      { field: 'resolution_cause', op: 'contains', value: 'fusivel' },
      true,
      false,
    ],
    ['nobody wrote down an outcome', { field: 'resolution_outcome', op: 'is_not_set' }, false, true],
    ['all of nothing', { all: [] }, true, true],
    ['any of nothing', { any: [] }, false, false],
    ['not the language of nobody', { not: { field: 'language', op: 'is', value: 'pt-BR' } }, false, true],
  ];
  test.each(cases)('%s', (_, condition, ...answers) => {
    expect([explained, nobodys].map((facts) => holds(condition, facts, asker))).toEqual(answers);
  });

  test('a negative operator is the opposite of its positive, whatever is absent', () => {
    const pairs: [Condition, Condition][] = [
      [
        { field: 'team', op: 'is', value: support },
        { field: 'team', op: 'is_not', value: support },
      ],
      [
        { field: 'language', op: 'any_of', value: ['pt-BR'] },
        { field: 'language', op: 'none_of', value: ['pt-BR'] },
      ],
      [
        { field: 'tags', op: 'has_any', value: ['vip'] },
        { field: 'tags', op: 'has_none', value: ['vip'] },
      ],
      [
        { field: 'organization_name', op: 'contains', value: 'central' },
        { field: 'organization_name', op: 'not_contains', value: 'central' },
      ],
    ];
    for (const [positive, negative] of pairs) {
      for (const facts of [ticket, nobodys]) expect(holds(negative, facts, asker)).toBe(!holds(positive, facts, asker));
    }
  });

  test('a pattern that would keep other engines busy for ever is answered at once', () => {
    const long = { ...ticket, subject: `${'a'.repeat(50_000)}!` };
    const start = performance.now();
    expect(holds({ field: 'subject', op: 'matches', value: '^(a+)+$' }, long, asker)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('the text of a message is asked of an event', () => {
    const event = { ...ticket, event: { messageText: 'Segue a solicitação' } };
    expect(holds({ field: 'message_text', op: 'contains', value: 'solicitações' }, event, asker)).toBe(true);
  });

  test('what an answer quotes is not asked again where only the new text is meant', () => {
    const event = {
      ...ticket,
      event: { messageText: 'Obrigada!\n\nEm 21/11/2026 09:05, Ana escreveu:\n> Sobre o reembolso\n' },
    };
    expect(holds({ field: 'message_new_text', op: 'contains', value: 'reembolso' }, event, asker)).toBe(false);
    expect(holds({ field: 'message_new_text', op: 'contains', value: 'obrigada' }, event, asker)).toBe(true);
    expect(holds({ field: 'message_text', op: 'contains', value: 'reembolso' }, event, asker)).toBe(true);
    expect(
      holds(
        { field: 'message_new_text', op: 'contains', value: 'x' },
        { ...event, event: { messageText: null } },
        asker,
      ),
    ).toBe(false);
  });
});

describe('a stored condition', () => {
  const sql = conditionSchema('sql');

  test.each<[string, unknown]>([
    ['a question', { field: 'priority', op: 'is', value: 'high' }],
    ['a question without a value', { field: 'assignee', op: 'is_not_set' }],
    ['groups in groups', { all: [{ any: [{ not: { field: 'tags', op: 'has_any', value: ['a'] } }] }] }],
    ['five groups deep', nested(maxDepth)],
  ])('may be %s', (_, condition) => {
    expect(sql.parse(condition)).toEqual(condition);
  });

  test.each<[string, unknown]>([
    ['six groups deep', nested(maxDepth + 1)],
    ['an unknown field', { field: 'mood', op: 'is', value: 'good' }],
    ['an operator of another type', { field: 'priority', op: 'contains', value: 'high' }],
    ['a pattern, which SQL cannot answer', { field: 'subject', op: 'matches', value: 'x' }],
    ['a field of events', { field: 'message_text', op: 'contains', value: 'x' }],
    ['a word outside the list', { field: 'priority', op: 'is', value: 'urgent' }],
    ['a team by its name', { field: 'team', op: 'is', value: 'Support' }],
    ['"me" as a team', { field: 'team', op: 'is', value: 'me' }],
    ['an empty list', { field: 'priority', op: 'any_of', value: [] }],
    ['a value too many', { field: 'assignee', op: 'is_set', value: 'me' }],
    ['a key too many', { field: 'priority', op: 'is', value: 'high', colour: 'red' }],
    ['two groups in one', { all: [], any: [] }],
    ['nothing', {}],
    ['null', null],
  ])('is never %s', (_, condition) => {
    expect(sql.safeParse(condition).success).toBe(false);
  });

  test('the forms are offered exactly what can be asked', () => {
    const offered = catalogueAt('sql').flatMap(({ field, operators }) => operators.map(({ id }) => `${field} ${id}`));
    const asked = fieldIds.flatMap((field) => operatorsOf(fields[field], 'sql').map(([op]) => `${field} ${op}`));
    expect(offered).toEqual(asked);
    expect(offered).not.toContain('subject matches');
    expect(catalogueAt('event').map(({ field }) => field)).toContain('message_text');
  });
});

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce((inner) => ({ all: [inner] }), {
    field: 'number',
    op: 'is',
    value: 1,
  } as unknown);
}
