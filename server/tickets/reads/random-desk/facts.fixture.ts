import type { TicketFacts } from '../../../../domain/conditions/facts.ts';
import { type CustomFields, type Grade, priorities } from '../../../../domain/tickets/ticket.ts';
import type { Rows } from './named.fixture.ts';
import { maybe, pick, type Random, some } from './random.fixture.ts';
import { days, orders, subjects, tags } from './words.fixture.ts';

const outcomes = ['', '', ...subjects];

type Given = { rows: Rows; now: Date; number: number };

export function makeTicket(random: Random, { rows, now, number }: Given): TicketFacts {
  const status = pick(random, rows.statuses);
  // Whole hours, so that the edges of "hours since" are hit; some in the future, some a millisecond off.
  const odd = () => (random() < 0.2 ? pick(random, [-1, 1]) : 0);
  const instant = () => new Date(now.getTime() - Math.floor(random() * 120 - 20) * 3_600_000 + odd());
  return {
    number,
    subject: pick(random, subjects),
    status,
    statusCategory: status.category,
    priority: pick(random, priorities),
    topic: maybe(random, pick(random, rows.topics)),
    team: maybe(random, pick(random, rows.teams)),
    assignee: maybe(random, pick(random, rows.agents)),
    requester: pick(random, rows.contacts),
    organization: maybe(random, pick(random, rows.organizations)),
    inbox: maybe(random, pick(random, rows.inboxes)),
    channel: pick(random, ['email', 'api', 'whatsapp']),
    language: maybe(random, pick(random, ['pt-BR', 'en', 'pt'])),
    tags: some(random, tags, 4),
    customFields: makeFields(random),
    resolution: maybe(random, { cause: pick(random, subjects), steps: 'y', outcome: pick(random, outcomes) }),
    isMerged: number > 1 && random() < 0.1,
    isSlaBroken: random() < 0.3,
    impact: maybe(random, pick(random, [1, 2, 3] as Grade[])),
    urgency: maybe(random, pick(random, [1, 2, 3] as Grade[])),
    tier: pick(random, [1, 1, 2, 3]),
    awaitsReply: random() < 0.5,
    reopenedCount: Math.floor(random() * 4),
    messageCount: Math.floor(random() * 6),
    createdAt: instant(),
    updatedAt: instant(),
    statusChangedAt: instant(),
    assignedAt: maybe(random, instant()),
    firstRepliedAt: maybe(random, instant()),
    lastMessageAt: instant(),
    lastCustomerMessageAt: maybe(random, instant()),
    lastReplyAt: maybe(random, instant()),
    nextDueAt: maybe(random, instant()),
    snoozedUntil: maybe(random, instant()),
    solvedAt: maybe(random, instant()),
    closedAt: maybe(random, instant()),
  };
}

function makeFields(random: Random): CustomFields {
  const wrong = () => random() < 0.05;
  const values = {
    order_number: wrong() ? 12 : maybe(random, pick(random, orders)),
    steps: maybe(random, pick(random, subjects)),
    amount: wrong() ? 'A-1' : maybe(random, pick(random, [0, 1, 2.5, 1e21, -3])),
    due_date: wrong() ? true : maybe(random, pick(random, days)),
    solution: wrong() ? ['refund'] : maybe(random, pick(random, ['refund', 'troca', 'other'])),
    parts: wrong() ? 'oven' : maybe(random, some(random, ['oven', 'door', 'a b'], 3)),
    is_paid: wrong() ? 'true' : maybe(random, true),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as CustomFields;
}
