import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReplayedEvent, replay } from '../../domain/tickets/replay.ts';
import { priorities, statusCategories } from '../../domain/tickets/ticket.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { receiveMessage } from './commands/receive.ts';
import { eventsOf, get, openTicket, patch, windowPasses, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const optional = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const statuses = ['open', 'pending', 'on_hold', 'solved'] as const;

/** What may befall a ticket: whatever is refused on the way changes nothing and is no event. */
const act = fc.oneof(
  fc.record({
    what: fc.constant('patch' as const),
    status: optional(['new', ...statuses, 'closed']),
    priority: optional(priorities),
    team: optional(['support', 'none']),
    assignee: optional(['me', 'lia@atende.example', 'none']),
    topic: optional(['billing', 'complaint', 'none']),
    fields: fc.option(
      fc.record(
        { amount: fc.option(fc.integer({ min: 1, max: 3 })), product: fc.option(fc.constantFrom('a', 'ç')) },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
    tags: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'C', 'ç')), { nil: undefined }),
  }),
  fc.record({ what: fc.constant('reply' as const), status: optional(statuses) }),
  fc.record({ what: fc.constant('replyLater' as const), status: optional(statuses) }),
  fc.record({ what: fc.constant('note' as const), status: optional(statuses) }),
  fc.record({ what: fc.constant('answer' as const), isAutomatic: fc.boolean() }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

async function perform(number: number, { what, ...asked }: Act): Promise<void> {
  const rafael = desk.as('rafael', what === 'replyLater' ? 'session' : 'token');
  if (what === 'patch') await patch(rafael, number, JSON.parse(JSON.stringify(asked)));
  else if (what === 'answer') await answer(number, (asked as { isAutomatic: boolean }).isAutomatic);
  else await write(rafael, number, { kind: what === 'note' ? 'note' : 'reply', text: what, ...asked });
  if (what === 'replyLater') await windowPasses(desk);
}

async function answer(number: number, isAutomatic: boolean): Promise<void> {
  const { id, status_category } = await desk.db
    .selectFrom('tickets')
    .select(['id', 'status_category'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  if (status_category === statusCategories.indexOf('closed')) return;
  const contactId = desk.world.contacts.carla.id;
  const message = {
    kind: 'reply' as const,
    direction: 'in' as const,
    author: { kind: 'contact' as const, contactId },
    text: 'Resposta',
    html: null,
    recipients: { to: [], cc: [] },
    externalId: null,
    inboxId: null,
    inboundId: null,
    channel: 'email',
    reason: null,
    verdict: null,
    isAutomatic,
    attachments: [],
    at: desk.clock.now(),
  };
  await desk.db
    .transaction()
    .execute((tx) => receiveMessage(tx, desk.p, { ticketId: id, message, actor: { kind: 'contact', id: contactId } }));
}

/** The row by the log's field names and in its JSON. */
async function rowOf(number: number) {
  const row = await desk.db
    .selectFrom('tickets')
    .innerJoin('statuses', 'statuses.id', 'tickets.status_id')
    .selectAll('tickets')
    .select('slug')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    version: row.version,
    messageCount: row.message_count,
    lastAuthorKind: row.last_author_kind,
    lastCustomerMessageAt: time(row.last_customer_message_at),
    lastAgentReplyAt: time(row.last_agent_reply_at),
    subject: row.subject,
    status: row.slug,
    statusCategory: statusCategories[row.status_category],
    priority: priorities[row.priority],
    topicId: row.topic_id,
    teamId: row.team_id,
    tier: row.tier,
    assigneeId: row.assignee_id,
    requesterId: row.requester_id,
    organizationId: row.organization_id,
    inboxId: row.inbox_id,
    channel: row.channel,
    language: row.language,
    tags: row.tags,
    reopenedCount: row.reopened_count,
    firstRepliedAt: time(row.first_replied_at),
    statusChangedAt: time(row.status_changed_at),
    assignedAt: time(row.assigned_at),
    solvedAt: time(row.solved_at),
    closedAt: time(row.closed_at),
    createdAt: time(row.created_at),
    ...withoutAbsent({
      impact: row.impact,
      urgency: row.urgency,
      resolution: row.resolution,
      snoozedUntil: time(row.snoozed_until),
    }),
    ...Object.fromEntries(Object.entries(row.custom_fields as object).map(([key, value]) => [`field:${key}`, value])),
  };
}

/** What was never set is in no event. */
function withoutAbsent(fields: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

async function replayed(number: number) {
  const events = (await eventsOf(desk, number)).map(
    (event): ReplayedEvent => ({
      type: event.type as ReplayedEvent['type'],
      at: event.at.toISOString(),
      actorKind: event.actor_kind,
      ticketVersion: event.ticket_version,
      changes: event.changes as ReplayedEvent['changes'],
      details: event.details as Record<string, unknown>,
    }),
  );
  return { events, state: replay(events) };
}

const everyKind: Act[] = [
  { what: 'reply', status: 'solved' },
  { what: 'answer', isAutomatic: true },
  { what: 'answer', isAutomatic: false },
  { what: 'note', status: undefined },
  {
    what: 'patch',
    status: 'closed',
    priority: 'low',
    team: 'support',
    assignee: 'me',
    topic: 'billing',
    fields: { amount: 2 },
    tags: ['ç'],
  },
];

test('whatever befalls a ticket, its events alone rebuild its row', { timeout: 120_000 }, async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 9 }), async (acts) => {
      const number = await openTicket(desk.as('rafael', 'token'));
      for (const one of acts) await perform(number, one);
      const row = await rowOf(number);
      const { events, state } = await replayed(number);
      for (const { type } of events) seen.add(type);
      expect(withNulls(state, row)).toEqual(row);
      expect((await get(desk.as('olivia'), number)).version).toBe(state.version);
    }),
    { numRuns: 12, examples: [[everyKind]] },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining(['ticket.solved', 'ticket.closed', 'ticket.reopened', 'ticket.assigned', 'message.noted']),
  );
});

/** What no event ever mentioned is null; a field of the desk's own without a value is absent. */
function withNulls(state: Record<string, unknown>, row: object): Record<string, unknown> {
  const said = Object.entries(state).filter(([field, value]) => !(field.startsWith('field:') && value === null));
  return { ...Object.fromEntries(Object.keys(row).map((field) => [field, null])), ...Object.fromEntries(said) };
}
