import { makeText, seeded, vocabulary } from './words.ts';

export type Sizes = {
  tickets: number;
  messages: number;
  documents: number;
  active: number;
  teams: number;
  agents: number;
  contacts: number;
  organizations: number;
};

/** Every five-hundredth ticket is a long talk. */
const longTalk = 10;
const isLong = (ticket: number) => ticket % 500 === 0;

export function sizesFor(tickets: number): Sizes {
  const messages = tickets + Math.floor(tickets / 500) * (longTalk - 1);
  const contacts = Math.max(100, Math.floor(tickets / 10));
  return { tickets, messages, documents: messages, active: 0, teams: 20, agents: 200, contacts, organizations: 2_000 };
}

type Table = [name: string, columns: string, rows: () => Generator<string>];

const minute = 60_000;
const years = 3 * 365 * 24 * 60 * minute;
const end = Date.UTC(2026, 10, 20);
const nothing = '\\N';

/** The rows of tickets, messages and texts in COPY's text format. Each table is made anew from the same seeds. */
export function ticketRows(sizes: Sizes): Table[] {
  const ticketColumns = `id, uuid, number, subject, subject_folded, status_id, status_category, priority, team_id,
    assignee_id, requester_id, organization_id, inbox_id, channel, language, tags, version, message_count, preview,
    last_author_kind, next_due_at, last_message_at, last_customer_message_at, status_changed_at, solved_at, closed_at,
    created_at, updated_at`;
  const messageColumns = `id, uuid, ticket_id, kind, direction, author_kind, agent_id, contact_id, channel, inbox_id, text,
    created_at, posted_at`;
  return [
    ['tickets', ticketColumns, () => tickets(sizes)],
    ['messages', messageColumns, () => messages(sizes)],
    ['bench_texts', 'id, ticket_id, created_at, text', () => texts(sizes)],
  ];
}

function* tickets(sizes: Sizes): Generator<string> {
  const random = seeded(3);
  const subjects = seeded(5);
  const words = { pt: vocabulary('pt'), en: vocabulary('en') };
  for (let id = 1; id <= sizes.tickets; id++) {
    const { written, folded } = makeText(subjects, words[languageOf(id)], 3 + (id % 5));
    yield ticketRow({ id, sizes, random, subject: written, folded });
  }
}

type NewRow = { id: number; sizes: Sizes; random: () => number; subject: string; folded: string };

function ticketRow({ id, sizes, random, subject, folded }: NewRow): string {
  const category = categoryOf(random, id / sizes.tickets);
  const isActive = category < 4;
  const requester = 1 + Math.floor(random() * sizes.contacts);
  const agent = 1 + Math.floor(random() * sizes.agents);
  const created = createdAt(id, sizes);
  const later = Math.min(end, created + Math.floor(random() * 5 * 1440) * minute);
  const at = (ms: number) => new Date(ms).toISOString();
  const isUnassigned = isActive && random() < 0.25;
  return line([
    id,
    uuidOf(1, id),
    id,
    subject,
    folded,
    category + 1,
    category,
    priorityOf(random),
    1 + (agent % sizes.teams),
    isUnassigned ? nothing : agent,
    requester,
    requester % 3 === 0 ? 1 + (requester % sizes.organizations) : nothing,
    1000,
    'email',
    languageOf(id) === 'pt' ? 'pt-BR' : 'en',
    id % 20 === 0 ? '{vip,boleto}' : '{}',
    1,
    isLong(id) ? longTalk : 1,
    subject,
    random() < 0.6 ? 'contact' : 'agent',
    isActive ? at(end + Math.floor((random() - 0.6) * 14_400) * minute) : 'infinity',
    at(later),
    at(created),
    at(later),
    isActive ? nothing : at(later),
    category === 5 ? at(later) : nothing,
    at(created),
    at(later),
  ]);
}

function* messages(sizes: Sizes): Generator<string> {
  for (const { id, ticket, created, agent, written } of allMessages(sizes)) {
    const isReply = agent > 0;
    const at = new Date(created).toISOString();
    const contact = 1 + (ticket % sizes.contacts);
    yield line([
      id,
      uuidOf(2, id),
      ticket,
      'reply',
      isReply ? 'out' : 'in',
      isReply ? 'agent' : 'contact',
      isReply ? agent : nothing,
      isReply ? nothing : contact,
      'email',
      1000,
      written,
      at,
      at,
    ]);
  }
}

function* texts(sizes: Sizes): Generator<string> {
  for (const { id, ticket, created, folded } of allMessages(sizes)) {
    yield line([id, ticket, new Date(created).toISOString(), folded]);
  }
}

type Said = { id: number; ticket: number; created: number; agent: number; written: string; folded: string };

/** The first message of every ticket, in order; then what was said later in the long ones. */
function* allMessages(sizes: Sizes): Generator<Said> {
  const random = seeded(9);
  const words = { pt: vocabulary('pt'), en: vocabulary('en') };
  const say = (ticket: number) => makeText(random, words[languageOf(ticket)], 10 + Math.floor(random() * 61));
  for (let id = 1; id <= sizes.tickets; id++) {
    yield { id, ticket: id, created: createdAt(id, sizes), agent: 0, ...say(id) };
  }
  let id = sizes.tickets;
  for (let ticket = 500; ticket <= sizes.tickets; ticket += 500) {
    for (let nth = 1; nth < longTalk; nth++) {
      id++;
      const agent = nth % 2 === 1 ? 1 + (ticket % sizes.agents) : 0;
      yield { id, ticket, created: Math.min(end, createdAt(ticket, sizes) + nth * 30 * minute), agent, ...say(ticket) };
    }
  }
}

function createdAt(id: number, sizes: Sizes): number {
  return end - years + Math.floor((id / sizes.tickets) * (years / minute)) * minute;
}

function languageOf(ticket: number): 'pt' | 'en' {
  return ticket % 10 < 7 ? 'pt' : 'en';
}

/** A tenth is active, and mostly young. Positions as in `statusCategories`. */
function categoryOf(random: () => number, age: number): number {
  const isActive = random() < (age > 0.8 ? 0.45 : 0.0125);
  const draw = random();
  if (!isActive) return draw < 0.1 ? 4 : 5;
  if (draw < 0.15) return 0;
  if (draw < 0.65) return 1;
  return draw < 0.9 ? 2 : 3;
}

function priorityOf(random: () => number): number {
  const draw = random();
  if (draw < 0.05) return 0;
  if (draw < 0.2) return 1;
  return draw < 0.8 ? 2 : 3;
}

/** A uuid that need not be random: kind and number. */
function uuidOf(kind: number, id: number): string {
  return `01930000-000${kind}-7000-8000-${id.toString(16).padStart(12, '0')}`;
}

function line(values: (string | number)[]): string {
  return `${values.join('\t')}\n`;
}
