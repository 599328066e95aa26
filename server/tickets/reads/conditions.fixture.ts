import { type Field, type FieldId, fieldIds, fields, operatorsOf } from '../../../domain/conditions/catalogue.ts';
import type { Condition, Question, Value } from '../../../domain/conditions/condition.ts';
import type { Named, TicketFacts } from '../../../domain/conditions/facts.ts';
import type { OperatorId, ValueShape } from '../../../domain/conditions/operators.ts';
import { fold } from '../../../domain/text.ts';
import {
  categoryRank,
  priorities,
  priorityRank,
  type StatusCategory,
  statusCategories,
} from '../../../domain/tickets/ticket.ts';
import { newId } from '../../platform/ids.ts';
import type { Db } from '../../platform/platform.ts';

/** Tickets made at random beside the facts the predicate is asked about: written and known apart, never read back. */
export type Made = { tickets: TicketFacts[]; me: { id: number; teamIds: number[] }; values: Record<string, string[]> };

type Random = () => number;

/** A small generator (mulberry32): a failure comes back with the same seed. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const some = <T>(random: Random, list: readonly T[], most: number): T[] => {
  const shuffled = [...list].sort(() => random() - 0.5);
  return shuffled.slice(0, Math.floor(random() * (most + 1)));
};
const maybe = <T>(random: Random, value: T): T | null => (random() < 0.3 ? null : value);

const subjects = [
  'Não consigo acessar',
  'NAO CONSIGO ACESSAR',
  'Solicitação de reembolso',
  'solicitacoes antigas',
  '100% de desconto',
  'a_b\\c %_',
  'Größe falsch',
  'GROSSE',
  'Ünïcödé',
  'Invoice overdue',
  'O\'Brien\'s "order"',
  'ﬁm',
  '\u0301',
  'İstanbul',
  '😀 ok',
];
const texts = [
  'nao',
  'NÃO',
  'solicitações',
  'solicitacao',
  '%',
  '_',
  '\\',
  '100%',
  'groß',
  "o'b",
  '"order"',
  'ﬁ',
  '😀',
  'invoice',
  'é',
  'a',
];
const patterns = ['^n[aã]o', 'reembolso|invoice', '\\d+%', 'SOLICITA', '[öo]', 'x{3}', 'ok$', '.'];
const tags = ['vip', 'Vip', 'boleto', 'devolução', 'a b', '{}', 'NULL', '"q"'];
const names = ['', 'Carla Souza', 'CARLA SOUZA', 'João Pereira', 'Łukasz', '\u0301'];
const emails = ['carla@padaria.example', 'joao+1@correio.example', 'does@goes.example', 'a_b@c.example'];
const domains = ['padaria.example', 'correio.example', 'goes.example'];

type Organization = NonNullable<TicketFacts['organization']>;
type Rows = {
  statuses: (Named & { category: StatusCategory })[];
  topics: Named[];
  teams: Named[];
  agents: Named[];
  inboxes: Named[];
  organizations: Organization[];
  contacts: TicketFacts['requester'][];
};

export async function addTickets(db: Db, now: Date): Promise<Made> {
  const random = seeded(1);
  const rows = await addNamed(db);
  const tickets = Array.from({ length: 150 }, (_, index) => makeTicket(random, { rows, now, number: index + 1 }));
  await db
    .insertInto('tickets')
    .values(tickets.map((facts) => ticketValues(facts)))
    .execute();
  const keys = (list: Named[]) => [...list.map(({ key }) => key), newId()];
  const values: Record<string, string[]> = {
    status: [...rows.statuses.map(({ key }) => key), 'no-such-status'],
    topic: keys(rows.topics),
    team: [...keys(rows.teams), 'my_teams'],
    assignee: [...keys(rows.agents), 'me'],
    requester: keys(rows.contacts),
    organization: keys(rows.organizations),
    inbox: keys(rows.inboxes),
    channel: ['email', 'api', 'whatsapp', 'Email'],
    language: ['pt-BR', 'en', 'pt', 'de'],
    tags: [...tags, 'unused'],
    requester_email: [...emails, 'JOAO+1', 'goes', '@correio', '_', 'gao'],
    organization_domain: [...domains, 'PADARIA', '.example', 'goes'],
  };
  const [me] = rows.agents;
  return { tickets, me: { id: me?.id ?? 0, teamIds: rows.teams.slice(0, 2).map(({ id }) => id) }, values };
}

async function addNamed(db: Db): Promise<Rows> {
  const uuids = (count: number) => Array.from({ length: count }, () => newId());
  const asKey = (row: { id: number; uuid: string }): Named => ({ id: row.id, key: row.uuid });
  await db
    .insertInto('statuses')
    .values({ slug: 'waiting-parts', name: '{"en": "Waiting for parts"}', category: categoryRank('on_hold') })
    .execute();
  const statuses = await db.selectFrom('statuses').select(['id', 'slug as key', 'category']).execute();
  const topics = await db.selectFrom('topics').select(['id', 'uuid']).execute();
  const teams = await db
    .insertInto('teams')
    .values(uuids(3).map((uuid) => ({ uuid, slug: uuid, name: 'Team' })))
    .returning(['id', 'uuid'])
    .execute();
  const agents = await db
    .insertInto('agents')
    .values(uuids(3).map((uuid) => ({ uuid, email: `${uuid}@x.example`, name: 'A', name_folded: 'a', role: 'agent' })))
    .returning(['id', 'uuid'])
    .execute();
  const inboxes = await db
    .insertInto('inboxes')
    .values(uuids(2).map((uuid) => ({ uuid, name: 'Inbox', channel: 'email' })))
    .returning(['id', 'uuid'])
    .execute();
  const organizations = await addOrganizations(db);
  return {
    statuses: statuses.map((row) => ({ ...row, category: statusCategories[row.category] as StatusCategory })),
    topics: topics.map(asKey),
    teams: teams.map(asKey),
    agents: agents.map(asKey),
    inboxes: inboxes.map(asKey),
    organizations,
    contacts: await addContacts(db),
  };
}

async function addOrganizations(db: Db): Promise<Organization[]> {
  const wanted = [
    { name: 'Padaria Central', isVip: true, domains: domains.slice(0, 2) },
    { name: 'PADARIA CENTRAL', isVip: false, domains: domains.slice(2) },
    { name: 'Ações S/A', isVip: false, domains: [] },
    { name: '\u0301', isVip: true, domains: [] },
  ];
  const made: Organization[] = [];
  for (const { name, isVip, domains: ofIt } of wanted) {
    const values = { uuid: newId(), name, name_folded: fold(name), is_vip: isVip };
    const row = await db.insertInto('organizations').values(values).returning(['id', 'uuid']).executeTakeFirstOrThrow();
    for (const domain of ofIt) {
      await db.insertInto('organization_domains').values({ domain, organization_id: row.id }).execute();
    }
    made.push({ id: row.id, key: row.uuid, name, isVip, domains: ofIt });
  }
  return made;
}

async function addContacts(db: Db): Promise<TicketFacts['requester'][]> {
  const made: TicketFacts['requester'][] = [];
  for (const [index, name] of names.entries()) {
    const values = { uuid: newId(), name, name_folded: fold(name) };
    const row = await db.insertInto('contacts').values(values).returning(['id', 'uuid']).executeTakeFirstOrThrow();
    const ofIt = index === 0 ? emails.slice(0, 2) : index === 1 ? [] : emails.slice(index, index + 1);
    const identities = [
      ...ofIt.map((value) => ({ kind: 'email' as const, value })),
      { kind: 'phone' as const, value: `+55119999${index}` },
    ];
    await db
      .insertInto('contact_identities')
      .values(identities.map((identity) => ({ ...identity, contact_id: row.id })))
      .execute();
    made.push({ id: row.id, key: row.uuid, name, emails: ofIt });
  }
  return made;
}

type Given = { rows: Rows; now: Date; number: number };

function makeTicket(random: Random, { rows, now, number }: Given): TicketFacts {
  const status = pick(random, rows.statuses);
  // Whole hours, so that the edges of "hours since" are hit; some in the future.
  const instant = () => new Date(now.getTime() - Math.floor(random() * 120 - 20) * 3_600_000);
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
    awaitsReply: random() < 0.5,
    reopenedCount: Math.floor(random() * 4),
    messageCount: Math.floor(random() * 6),
    createdAt: instant(),
    updatedAt: instant(),
    statusChangedAt: instant(),
    firstRepliedAt: maybe(random, instant()),
    lastCustomerMessageAt: maybe(random, instant()),
    lastReplyAt: maybe(random, instant()),
    nextDueAt: maybe(random, instant()),
    solvedAt: maybe(random, instant()),
    closedAt: maybe(random, instant()),
  };
}

function ticketValues(facts: TicketFacts) {
  return {
    uuid: newId(),
    number: facts.number,
    subject: facts.subject,
    subject_folded: fold(facts.subject),
    status_id: facts.status.id,
    status_category: categoryRank(facts.statusCategory),
    priority: priorityRank(facts.priority),
    topic_id: facts.topic?.id ?? null,
    team_id: facts.team?.id ?? null,
    assignee_id: facts.assignee?.id ?? null,
    requester_id: facts.requester.id,
    organization_id: facts.organization?.id ?? null,
    inbox_id: facts.inbox?.id ?? null,
    channel: facts.channel,
    language: facts.language,
    tags: [...facts.tags],
    last_author_kind: authorOf(facts),
    reopened_count: facts.reopenedCount,
    message_count: facts.messageCount,
    created_at: facts.createdAt,
    updated_at: facts.updatedAt,
    status_changed_at: facts.statusChangedAt,
    first_replied_at: facts.firstRepliedAt,
    last_customer_message_at: facts.lastCustomerMessageAt,
    last_agent_reply_at: facts.lastReplyAt,
    next_due_at: facts.nextDueAt ?? ('infinity' as unknown as Date),
    solved_at: facts.solvedAt,
    closed_at: facts.closedAt,
  };
}

function authorOf(facts: TicketFacts): 'contact' | 'agent' | null {
  if (facts.awaitsReply) return 'contact';
  return facts.number % 2 === 0 ? 'agent' : null;
}

export function makeQuestion(random: Random, { field, op }: { field: FieldId; op: OperatorId }, made: Made): Question {
  const found = operatorsOf(fields[field], 'event').find(([id]) => id === op);
  const shape = found?.[1].value ?? 'none';
  if (shape === 'none') return { field, op };
  return { field, op, value: makeValue(random, { field, shape }, made) };
}

type Wanted = { field: FieldId; shape: ValueShape };

function makeValue(random: Random, { field, shape }: Wanted, made: Made): Value {
  const choices = choicesOf(field, made);
  switch (shape) {
    case 'one':
      return pick(random, choices);
    case 'many': {
      const several = some(random, choices, 4);
      return several.length > 0 ? several : [pick(random, choices)];
    }
    case 'number':
      return Math.floor(random() * (field === 'number' ? 160 : 6));
    case 'instant':
      return new Date(Date.UTC(2026, 10, 20, 12) - Math.floor(random() * 120 - 20) * 3_600_000).toISOString();
    case 'hours':
      return random() < 0.7 ? Math.floor(random() * 100) : random() * 100;
    case 'flag':
      return random() < 0.5;
    case 'pattern':
      return pick(random, patterns);
    default:
      return pick(random, textsFor(field, made));
  }
}

function choicesOf(id: FieldId, made: Made): readonly string[] {
  const field: Field = fields[id];
  return (field.type === 'choice' ? field.choices : undefined) ?? made.values[id] ?? ['x'];
}

function textsFor(field: FieldId, made: Made): readonly string[] {
  const own = made.values[field];
  if (own) return own;
  const whole = field.endsWith('name')
    ? ['Carla', 'carla souza', 'joao', 'padaria central', 'acao', 'LUKASZ']
    : subjects;
  return [...texts, ...whole].filter((text) => fold(text) !== '');
}

/** A tree of up to `depth` groups, empty groups among them. */
export function makeTree(random: Random, depth: number, made: Made): Condition {
  if (depth === 0 || random() < 0.25) return makeAnyQuestion(random, made);
  const kind = random();
  if (kind < 0.2) return { not: makeTree(random, depth - 1, made) };
  const parts = Array.from({ length: random() < 0.03 ? 0 : 1 + Math.floor(random() * 3) }, () =>
    makeTree(random, depth - 1, made),
  );
  return kind < 0.6 ? { all: parts } : { any: parts };
}

function makeAnyQuestion(random: Random, made: Made): Question {
  const field = pick(
    random,
    fieldIds.filter((id) => operatorsOf(fields[id], 'sql').length > 0),
  );
  const [op] = pick(random, operatorsOf(fields[field], 'sql'));
  return makeQuestion(random, { field, op }, made);
}
