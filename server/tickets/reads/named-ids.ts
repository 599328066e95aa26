import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

/** Inside, the log speaks of people and things by the ids of the database. This is what they are called outside. */
const nouns = {
  assigneeId: 'agent',
  agentId: 'agent',
  teamId: 'team',
  topicId: 'topic',
  requesterId: 'contact',
  contactId: 'contact',
  organizationId: 'organization',
  inboxId: 'inbox',
  ticketId: 'ticket',
  skillId: 'skill',
} as const;
type Field = keyof typeof nouns;
type Noun = (typeof nouns)[Field];
type Wanted = Map<Noun, Set<number>>;
type Names = Map<string, unknown>;

/** Replaces every known `somethingId` inside by `something: {id, name}`, in one statement for all of them. */
export async function nameEverything<T>(db: Db, actor: Actor, values: T[]): Promise<T[]> {
  const wanted: Wanted = new Map();
  for (const value of values) collect(value, wanted);
  const names = wanted.size === 0 ? new Map() : await readNames(db, actor, wanted);
  return values.map((value) => renamed(value, names) as T);
}

function collect(value: unknown, wanted: Wanted): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (isField(key)) for (const id of idsIn(inner)) remember(wanted, nouns[key], id);
    else collect(inner, wanted);
  }
}

function isField(key: string): key is Field {
  return Object.hasOwn(nouns, key);
}

function idsIn(value: unknown): number[] {
  return (Array.isArray(value) ? value : [value]).filter((id): id is number => Number.isSafeInteger(id));
}

function remember(wanted: Wanted, noun: Noun, id: number): void {
  wanted.set(noun, (wanted.get(noun) ?? new Set()).add(id));
}

/** Tickets outside the actor's scope stay unnamed; what was deleted since has no name either. */
async function readNames(db: Db, actor: Actor, wanted: Wanted): Promise<Names> {
  const ids = (noun: Noun): RawBuilder<unknown> => sql`any(${[...(wanted.get(noun) ?? [])]}::bigint[])`;
  const ref = sql`jsonb_build_object('id', uuid, 'name', name)`;
  const contactRef = sql`jsonb_build_object('id', uuid, 'name', coalesce(nullif(name, ''),
    (select value from contact_identities where contact_id = contacts.id order by id limit 1), ''))`;
  const { rows } = await sql<{ noun: string; id: number; ref: unknown }>`
    select 'agent' as noun, id, ${ref} as ref from agents where id = ${ids('agent')}
    union all select 'team', id, ${ref} from teams where id = ${ids('team')}
    union all select 'topic', id, ${ref} from topics where id = ${ids('topic')}
    union all select 'contact', id, ${contactRef} from contacts where id = ${ids('contact')}
    union all select 'organization', id, ${ref} from organizations where id = ${ids('organization')}
    union all select 'inbox', id, ${ref} from inboxes where id = ${ids('inbox')}
    union all select 'skill', id, ${ref} from skills where id = ${ids('skill')}
    union all select 'ticket', id, jsonb_build_object('number', number, 'subject', subject) from tickets
      where id = ${ids('ticket')} and ${inScope(actor)}`.execute(db);
  return new Map(rows.map(({ noun, id, ref: named }) => [`${noun} ${id}`, named]));
}

function renamed(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((inner) => renamed(inner, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      isField(key) ? [key.slice(0, -2), named(nouns[key], inner, names)] : [key, renamed(inner, names)],
    ),
  );
}

function named(noun: Noun, value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((inner) => named(noun, inner, names));
  return Number.isSafeInteger(value) ? (names.get(`${noun} ${value}`) ?? null) : null;
}
