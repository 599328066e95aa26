import { sql } from 'kysely';
import { isUnavailable } from '../../../domain/errors.ts';
import type { Cause, EventType, FieldChanges, Reason } from '../../../domain/events.ts';
import { transaction } from '../database/database.ts';
import { asAppError } from '../database/database-errors.ts';
import type { Db, Platform, Tx } from '../platform.ts';

/** An event as its readers see it. `position` is its place in the log: strictly rising, never reused. */
export type LoggedEvent = {
  id: number;
  position: number;
  at: Date;
  type: EventType;
  ticketId: number | null;
  messageId: number | null;
  subjectKind: string | null;
  subjectId: number | null;
  ticketVersion: number | null;
  actorKind: 'agent' | 'contact' | 'rule' | 'system';
  actorId: number | null;
  channel: string | null;
  cause: Cause;
  changes: FieldChanges;
  reason: Reason | null;
  details: Record<string, unknown>;
};

/** A room's `reactions.ts` exports one: its cursor's name, the types it wants, and what it does in one transaction with its cursor. */
export type Reader = {
  name: string;
  types: readonly EventType[];
  /** Another reader, whose effects this one counts on: it reads an event once that one did. */
  behind?: string;
  /** Up to this many events in one transaction. Who locks tickets commits each event alone, or reacts to all at once. */
  batch?: number;
} & (
  | { react(tx: Tx, event: LoggedEvent): Promise<void> }
  /** For who looks at what the events are about: several tickets are locked by ascending id. */
  | { reactToAll(tx: Tx, events: readonly LoggedEvent[]): Promise<void> }
);

type Progress = 'idle' | 'busy' | 'moved';
const fetched = 200;

/**
 * Makes a cursor for each reader that has none. On a desk's first start they begin at the beginning (a web process may have
 * written before the first worker came); one that is added later begins now, or an upgrade would notify of last year.
 */
export async function registerReaders(p: Platform, readers: readonly Reader[]): Promise<void> {
  const names = readers.map(({ name }) => name);
  await sql`
    insert into event_cursors (reader, position)
    select name, case when exists (select from event_cursors) then last else 0 end
    from unnest(${names}::text[]) as name, event_positions
    on conflict do nothing`.execute(p.db);
}

/** Where the log stands: the position of its last event, 0 before the first. */
export async function endOfLog(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`select last from event_positions`.execute(db);
  return rows[0]?.last ?? 0;
}

/** Takes the reader some way along the log. `busy`: another process has it. `moved`: call again, there may be more. */
export async function advance(p: Platform, reader: Reader): Promise<Progress> {
  const { cursor, last, events } = await nextEvents(p, reader);
  if (events.length === 0) {
    if (cursor < last) await skipTo(p, reader, { cursor, last });
    return 'idle';
  }
  for (let at = 0; at < events.length; at += reader.batch ?? 1) {
    const progress = await digest(p, reader, events.slice(at, at + (reader.batch ?? 1)));
    if (progress === 'busy') return 'busy';
  }
  return 'moved';
}

/** The events it wants beyond its cursor. Cursor, events and the end of what it may read are one snapshot, or an event could fall between. */
async function nextEvents(p: Platform, reader: Reader) {
  const { rows } = await sql<{ cursor: number; last: number } & EventRow>`
    select cursors.position as cursor, released.last, found.*
    from event_cursors as cursors
    cross join (
      select coalesce((select position from event_cursors where reader = ${reader.behind ?? null}), last) as last
      from event_positions
    ) as released
    left join lateral (
      select ${eventColumns} from events
      where events.position > cursors.position and events.position <= released.last
        and events.type = any(${reader.types as string[]})
      order by events.position limit ${fetched}
    ) as found on true
    where cursors.reader = ${reader.name}
    order by found.position`.execute(p.db);
  const { cursor = 0, last = 0 } = rows[0] ?? {};
  return { cursor, last, events: rows.filter((row) => row.id !== null).map(eventOf) };
}

/** Nothing in between concerned it. Another process that moved the cursor meanwhile knows better. */
async function skipTo(p: Platform, reader: Reader, { cursor, last }: { cursor: number; last: number }): Promise<void> {
  await sql`update event_cursors set position = ${last}, updated_at = now()
    where reader = ${reader.name} and position = ${cursor}`.execute(p.db);
}

/** Reacts and moves the cursor in one transaction. What cannot be digested is found out one by one and parked. */
async function digest(p: Platform, reader: Reader, events: readonly LoggedEvent[]): Promise<Progress> {
  try {
    return await transaction(p.db, (tx) => reactAndMove(tx, reader, events));
  } catch (error) {
    if (isUnavailable(asAppError(error))) throw error;
    if (events.length > 1) return digestOneByOne(p, reader, events);
    await park(p, reader, { event: events[0] as LoggedEvent, error });
    return 'moved';
  }
}

async function digestOneByOne(p: Platform, reader: Reader, events: readonly LoggedEvent[]): Promise<Progress> {
  for (const event of events) {
    if ((await digest(p, reader, [event])) === 'busy') return 'busy';
  }
  return 'moved';
}

async function reactAndMove(tx: Tx, reader: Reader, events: readonly LoggedEvent[]): Promise<Progress> {
  const cursor = await lockCursor(tx, reader);
  if (cursor === null) return 'busy';
  const ahead = events.filter((event) => event.position > cursor);
  await react(tx, reader, ahead);
  const last = ahead.at(-1);
  if (last) await moveCursor(tx, reader, last.position);
  return 'moved';
}

async function react(tx: Tx, reader: Reader, events: readonly LoggedEvent[]): Promise<void> {
  if ('reactToAll' in reader) return reader.reactToAll(tx, events);
  for (const event of events) await reader.react(tx, event);
}

async function lockCursor(tx: Tx, reader: Reader): Promise<number | null> {
  const row = await tx
    .selectFrom('event_cursors')
    .select('position')
    .where('reader', '=', reader.name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.position ?? null;
}

async function moveCursor(tx: Tx, reader: Reader, position: number): Promise<void> {
  await sql`update event_cursors set position = ${position}, updated_at = now()
    where reader = ${reader.name} and position < ${position}`.execute(tx);
}

/** The event is put aside for this reader, with its error, and the reader goes on with the next. */
async function park(p: Platform, reader: Reader, met: { event: LoggedEvent; error: unknown }): Promise<void> {
  const { event, error } = met;
  const sentence = error instanceof Error ? error.message : String(error);
  p.log.error({ err: error, reader: reader.name, event: event.id, type: event.type }, 'An event was parked');
  await transaction(p.db, async (tx) => {
    if ((await lockCursor(tx, reader)) === null) return;
    await sql`insert into parked_events (reader, event_id, error) values (${reader.name}, ${event.id}, ${sentence})
      on conflict (reader, event_id) do update
      set error = excluded.error, attempts = parked_events.attempts + 1, parked_at = now()`.execute(tx);
    await moveCursor(tx, reader, event.position);
  });
}

/** Lets the reader try a parked event again, in the state things are in now. It stays parked when it fails again. */
export async function retryParked(p: Platform, readers: readonly Reader[], parkedId: number): Promise<boolean> {
  return transaction(p.db, async (tx) => {
    const { rows } = await sql<EventRow & { reader: string }>`
      select parked_events.reader, ${eventColumns} from parked_events join events on events.id = parked_events.event_id
      where parked_events.id = ${parkedId} for update of parked_events`.execute(tx);
    const reader = readers.find(({ name }) => name === rows[0]?.reader);
    if (!rows[0] || !reader) return false;
    await react(tx, reader, [eventOf(rows[0])]);
    await sql`delete from parked_events where id = ${parkedId}`.execute(tx);
    return true;
  });
}

type EventRow = {
  id: number;
  position: number;
  at: Date;
  type: EventType;
  ticket_id: number | null;
  message_id: number | null;
  subject_kind: string | null;
  subject_id: number | null;
  ticket_version: number | null;
  actor_kind: LoggedEvent['actorKind'];
  actor_id: number | null;
  channel: string | null;
  cause: Cause;
  changes: FieldChanges;
  reason: Reason | null;
  details: Record<string, unknown>;
};

const eventColumns = sql`events.id, events.position, events.at, events.type, events.ticket_id, events.message_id,
  events.subject_kind, events.subject_id, events.ticket_version, events.actor_kind, events.actor_id, events.channel,
  events.cause, events.changes, events.reason, events.details`;

function eventOf(row: EventRow): LoggedEvent {
  return {
    id: row.id,
    position: row.position,
    at: row.at,
    type: row.type,
    ticketId: row.ticket_id,
    messageId: row.message_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    ticketVersion: row.ticket_version,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    channel: row.channel,
    cause: row.cause,
    changes: row.changes,
    reason: row.reason,
    details: row.details,
  };
}
