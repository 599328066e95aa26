import type { Hours } from '../../../domain/business-hours/calendar.ts';
import type { TicketCalendar } from '../../../domain/business-hours/ticket-calendars.ts';
import type { CustomField } from '../../../domain/conditions/custom-fields.ts';
import type { Named, TicketFacts } from '../../../domain/conditions/facts.ts';
import { foldedFields } from '../../../domain/fields/folded.ts';
import { fold } from '../../../domain/text.ts';
import {
  type CustomFields,
  categoryRank,
  type Grade,
  priorities,
  priorityRank,
  type StatusCategory,
  statusCategories,
} from '../../../domain/tickets/ticket.ts';
import { newId } from '../../platform/ids.ts';
import type { Db } from '../../platform/platform.ts';
import { foldedResolution } from '../store/folded-resolution.ts';
import { customFields, ownColumns, valuesOf } from './own-fields.fixture.ts';
import { maybe, pick, type Random, seeded, some } from './random.fixture.ts';

/** Tickets made at random beside the facts the predicate is asked about: written and known apart, never read back. */
export type Made = {
  now: Date;
  tickets: TicketFacts[];
  ids: Map<number, number>;
  me: { id: number; teamIds: number[] };
  calendars: TicketCalendar[];
  customFields: CustomField[];
  values: Record<string, string[]>;
};

export const subjects = [
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
const outcomes = ['', '', ...subjects];
const tags = ['vip', 'Vip', 'boleto', 'devolução', 'a b', '{}', 'NULL', '"q"'];
const names = ['', 'Carla Souza', 'CARLA SOUZA', 'João Pereira', 'Łukasz', '\u0301'];
const emails = ['carla@padaria.example', 'joao+1@correio.example', 'does@goes.example', 'a_b@c.example'];
const emailsOf = [emails.slice(0, 2), []];
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

const orders = ['A-1', 'Nº 7', 'ÓRGÃO', 'orgao', '', '12', '\u0301'];
export const days = ['2026-10-25', '2026-10-26', '2026-12-24', '0099-01-01'];

const weekdays = (hours: readonly Hours[]) => [hours, hours, hours, hours, hours, [], []];
const everyDay = (hours: readonly Hours[]) => Array.from({ length: 7 }, () => hours);

/** The default hours, those of a team, of an inbox, and of a team that never works; clocks are turned in the week before `now`. */
const hours = {
  default: {
    timeZone: 'America/Sao_Paulo',
    week: weekdays([
      [540, 720],
      [780, 1080],
    ]),
    exceptions: { '2026-10-22': [] },
  },
  team: { timeZone: 'Europe/Berlin', week: everyDay([[0, 300]]), exceptions: { '2026-10-24': [[60, 120]] } },
  inbox: { timeZone: 'Australia/Lord_Howe', week: everyDay([[0, 1440]]), exceptions: {} },
  idle: { timeZone: 'UTC', week: everyDay([]), exceptions: {} },
} as const;

export async function addTickets(db: Db, now: Date): Promise<Made> {
  const random = seeded(1);
  const rows = await addNamed(db);
  const calendars = await addCalendars(db, rows);
  const tickets = Array.from({ length: 150 }, (_, index) => makeTicket(random, { rows, now, number: index + 1 }));
  const inserted = await db
    .insertInto('tickets')
    .values(tickets.map((facts) => ticketValues(facts)))
    .returning(['id', 'number'])
    .execute();
  const ids = new Map(inserted.map(({ id, number }) => [number, id]));
  await addClocks(db, tickets, ids);
  for (const { number } of tickets.filter(({ isMerged }) => isMerged)) {
    await db
      .updateTable('tickets')
      .set({ merged_into: ids.get(1) ?? null })
      .where('number', '=', number)
      .execute();
  }
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
    requester_language: ['pt-BR', 'en', 'fr'],
    requester_phone: ['+551199990', '9999', '+55119999'],
    'field:order_number': ['A-1', 'a-', 'orgao', 'Nº', '7', '%'],
    'requester.code': ['Ação 100%', 'acao 100%', 'A_B', 'a'],
    'organization.code': ['Ação 100%', 'ACAO 100%', 'a_b', 'b'],
    tags: [...tags, 'unused'],
    requester_email: [...emails, 'JOAO+1', 'goes', '@correio', '_', 'gao'],
    organization_domain: [...domains, 'PADARIA', '.example', 'goes'],
  };
  const [me] = rows.agents;
  const who = { id: me?.id ?? 0, teamIds: rows.teams.slice(0, 2).map(({ id }) => id) };
  return { now, tickets, ids, me: who, calendars, customFields, values };
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

async function addCalendars(db: Db, { teams, inboxes }: Rows): Promise<TicketCalendar[]> {
  const users = {
    default: { teamIds: [], inboxIds: [] },
    team: { teamIds: teams.slice(0, 1).map(({ id }) => id), inboxIds: [] },
    inbox: { teamIds: [], inboxIds: inboxes.slice(0, 1).map(({ id }) => id) },
    idle: { teamIds: teams.slice(1, 2).map(({ id }) => id), inboxIds: [] },
  };
  const made: TicketCalendar[] = [];
  for (const [name, calendar] of Object.entries(hours)) {
    const { teamIds, inboxIds } = users[name as keyof typeof hours];
    const id = await addHours(db, name, calendar);
    await db
      .updateTable('teams')
      .set({ business_hours_id: id })
      .where('id', 'in', [0, ...teamIds])
      .execute();
    await db
      .updateTable('inboxes')
      .set({ business_hours_id: id })
      .where('id', 'in', [0, ...inboxIds])
      .execute();
    made.push({ id, calendar, isDefault: name === 'default', teamIds, inboxIds });
  }
  return made;
}

async function addHours(
  db: Db,
  name: string,
  { timeZone, week, exceptions }: TicketCalendar['calendar'],
): Promise<number> {
  const fields = { name, time_zone: timeZone, week: JSON.stringify(week) };
  const { id } =
    name === 'default'
      ? await db
          .updateTable('business_hours')
          .set(fields)
          .where('is_default', '=', true)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await db
          .insertInto('business_hours')
          .values({ uuid: newId(), ...fields })
          .returning('id')
          .executeTakeFirstOrThrow();
  for (const [date, ofDay] of Object.entries(exceptions)) {
    await db
      .insertInto('holidays')
      .values({ business_hours_id: id, date, name, hours: JSON.stringify(ofDay) })
      .execute();
  }
  return id;
}

async function addClocks(db: Db, tickets: readonly TicketFacts[], ids: ReadonlyMap<number, number>): Promise<void> {
  const clocks = tickets.map((facts) => ({
    ticket_id: ids.get(facts.number) ?? 0,
    metric: 'resolution' as const,
    started_at: facts.createdAt,
    target: '{"minutes": 60, "hours": "business"}',
    is_paused: false,
    breached_at: facts.isSlaBroken ? facts.updatedAt : null,
  }));
  await db
    .insertInto('sla_clocks')
    .values(clocks.filter((_, index) => index % 5 !== 0 || clocks[index]?.breached_at))
    .execute();
}

async function addOrganizations(db: Db): Promise<Organization[]> {
  const wanted = [
    { name: 'Padaria Central', isVip: true, domains: domains.slice(0, 2) },
    { name: 'PADARIA CENTRAL', isVip: false, domains: domains.slice(2) },
    { name: 'Ações S/A', isVip: false, domains: [] },
    { name: '\u0301', isVip: true, domains: [] },
  ];
  const made: Organization[] = [];
  for (const [index, { name, isVip, domains: ofIt }] of wanted.entries()) {
    const customFields = valuesOf(index);
    const values = { uuid: newId(), name, name_folded: fold(name), is_vip: isVip, ...ownColumns(customFields) };
    const row = await db.insertInto('organizations').values(values).returning(['id', 'uuid']).executeTakeFirstOrThrow();
    for (const domain of ofIt) {
      await db.insertInto('organization_domains').values({ domain, organization_id: row.id }).execute();
    }
    made.push({ id: row.id, key: row.uuid, name, isVip, domains: ofIt, customFields });
  }
  return made;
}

async function addContacts(db: Db): Promise<TicketFacts['requester'][]> {
  const made: TicketFacts['requester'][] = [];
  for (const [index, name] of names.entries()) {
    const language = ['pt-BR', 'en', null][index % 3] ?? null;
    const customFields = valuesOf(index + 1);
    const values = { uuid: newId(), name, name_folded: fold(name), language, ...ownColumns(customFields) };
    const row = await db.insertInto('contacts').values(values).returning(['id', 'uuid']).executeTakeFirstOrThrow();
    const ofIt = emailsOf[index] ?? emails.slice(index, index + 1);
    const phones = index === 2 ? [] : [`+55119999${index}`];
    const identities = [
      ...ofIt.map((value) => ({ kind: 'email' as const, value })),
      ...phones.map((value) => ({ kind: 'phone' as const, value })),
    ];
    await db
      .insertInto('contact_identities')
      .values(identities.map((identity) => ({ ...identity, contact_id: row.id })))
      .execute();
    made.push({ id: row.id, key: row.uuid, name, language, emails: ofIt, phones, customFields });
  }
  return made;
}

type Given = { rows: Rows; now: Date; number: number };

function makeTicket(random: Random, { rows, now, number }: Given): TicketFacts {
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
    custom_fields: JSON.stringify(facts.customFields),
    custom_fields_folded: foldedFields(facts.customFields),
    resolution: facts.resolution && JSON.stringify(facts.resolution),
    resolution_folded: foldedResolution(facts.resolution),
    impact: facts.impact,
    urgency: facts.urgency,
    tier: facts.tier,
    last_author_kind: authorOf(facts),
    reopened_count: facts.reopenedCount,
    message_count: facts.messageCount,
    created_at: facts.createdAt,
    updated_at: facts.updatedAt,
    status_changed_at: facts.statusChangedAt,
    assigned_at: facts.assignedAt,
    first_replied_at: facts.firstRepliedAt,
    last_message_at: facts.lastMessageAt,
    snoozed_until: facts.snoozedUntil,
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
