import type { Asker } from '../domain/conditions/asker.ts';
import type { Condition } from '../domain/conditions/condition.ts';
import type { TicketFacts } from '../domain/conditions/facts.ts';
import { holds, prepare } from '../domain/conditions/holds.ts';
import { subjectOf } from '../domain/conditions/subject.ts';
import { times } from './measure.ts';

// `node bench/conditions.ts`: what it costs to ask two hundred triggers about one event. Goal: p95 under 5 ms of CPU.

const goal = 5;
const uuid = '01930000-0000-7000-8000-00000000000a';
const office = Array.from({ length: 7 }, (_, day) =>
  day < 5
    ? ([
        [540, 720],
        [780, 1080],
      ] as const)
    : [],
);
const calendars = [
  {
    id: 1,
    calendar: { timeZone: 'America/Sao_Paulo', week: office, exceptions: {} },
    isDefault: true,
    teamIds: [],
    inboxIds: [],
  },
];

/** As desks have them: a few questions each, some about words of the message, some about business hours and changes. */
function trigger(nth: number): Condition {
  const word = `palavra${nth}`;
  return {
    all: [
      { field: 'status_category', op: 'any_of', value: ['new', 'open'] },
      {
        any: [
          { field: 'priority', op: 'changed_to', value: 'high' },
          { field: 'message_new_text', op: 'contains', value: word },
        ],
      },
      { not: { field: 'tags', op: 'has_any', value: [word] } },
      {
        field: 'subject',
        op: nth % 10 === 0 ? 'matches' : 'contains',
        value: nth % 10 === 0 ? `${word}|n[aã]o liga` : 'forno',
      },
      { field: 'created_at', op: 'business_hours_since_less_than', value: 1 + (nth % 8) },
      { field: 'team', op: 'is_not', value: uuid },
    ],
  };
}

function event(nth: number): TicketFacts {
  const at = new Date(Date.UTC(2026, 10, 20, 12, nth % 60));
  const named = { id: 1, key: uuid };
  const text = `O forno não liga desde ontem, caso ${nth}. `.repeat(60);
  return {
    ...{
      number: nth,
      subject: 'O forno não liga',
      status: { id: 2, key: 'open' },
      statusCategory: 'open',
      priority: 'high',
    },
    ...{
      impact: null,
      urgency: null,
      topic: null,
      team: null,
      tier: 1,
      assignee: named,
      inbox: null,
      channel: 'email',
    },
    ...{ language: 'pt-BR', tags: ['forno'], customFields: {}, resolution: null, isMerged: false, awaitsReply: true },
    requester: {
      ...named,
      name: 'Carla',
      emails: ['carla@padaria.example'],
      phones: [],
      language: 'pt-BR',
      customFields: {},
    },
    organization: null,
    ...{ isSlaBroken: false, reopenedCount: 0, messageCount: 3, createdAt: at, updatedAt: at, statusChangedAt: at },
    ...{ assignedAt: at, firstRepliedAt: null, lastMessageAt: at, lastCustomerMessageAt: at, lastReplyAt: null },
    ...{ nextDueAt: null, snoozedUntil: null, solvedAt: null, closedAt: null },
    event: {
      messageText: `${text}\n\nEm 20/11/2026, Ana escreveu:\n> ${text}`,
      before: { priority: 'medium' },
      after: { priority: 'high' },
    },
  };
}

const triggers = Array.from({ length: 200 }, (_, nth) => trigger(nth));
let held = 0;

/** Milliseconds of CPU for each of so many events. */
function measure(ask: (facts: TicketFacts, asker: Asker) => number): number[] {
  return Array.from({ length: 400 }, (_, nth) => {
    const facts = event(nth);
    const asker: Asker = { now: new Date(Date.UTC(2026, 10, 20, 18, nth % 60)), me: null, calendars };
    const before = process.cpuUsage();
    held += ask(facts, asker);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }).slice(100);
}

const readAnew = measure((facts, asker) => {
  const tests = triggers.map((condition) => prepare(condition, 'event'));
  return tests.filter((test) => test(subjectOf(facts, asker))).length;
});
const readOnce = measure((facts, asker) => triggers.filter((condition) => holds(condition, facts, asker)).length);

const figures = [
  ['read anew for each event', times(readAnew), ''],
  ['read once, as rules are', times(readOnce), times(readOnce).p95 <= goal ? 'met' : `missed: p95 > ${goal} ms`],
] as const;
for (const [name, { p50, p95 }, verdict] of figures) {
  const cost = `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms of CPU`;
  process.stdout.write(`200 conditions on an event, ${name.padEnd(26)} ${cost}   ${verdict}\n`);
}
if (times(readOnce).p95 > goal) process.exitCode = 1;
if (held === 0) throw new Error('No condition ever held: the bench asks nothing.');
