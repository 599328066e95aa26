import { sql } from 'kysely';
import type { HistoryEntry, RuleRun } from '../../../contract/tickets.ts';
import { AppError } from '../../../domain/errors.ts';
import type { FieldChanges, Reason } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';
import { ticketNotFound } from '../store/lock.ts';
import { nameEverything } from './named-ids.ts';

type EventRecord = {
  id: number;
  at: Date;
  type: string;
  actorKind: HistoryEntry['actor']['kind'];
  actorName: string | null;
  macro: string | null;
  run: RuleRun | null;
  channel: string | null;
  changes: FieldChanges;
  reason: Reason | null;
  details: Record<string, unknown>;
  messageId: string | null;
};
type Page = { limit: number; after?: string | undefined };

/** What happened to a ticket, newest first. */
export async function readHistory(
  db: Db,
  by: { actor: Actor; number: number },
  page: Page,
): Promise<{ history: HistoryEntry[]; next: string | null }> {
  const { rows } = await sql<EventRecord | { id: null }>`
    select e.id, e.at, e.type, e.actor_kind as "actorKind", coalesce(agents.name, contacts.name,
        ${ruleName(by.actor)}) as "actorName", e.cause -> 'macro' ->> 'name' as macro, e.channel, runs.run,
      e.changes, e.reason, e.details, messages.uuid as "messageId"
    from tickets
    left join lateral (select * from events where ticket_id = tickets.id and id < ${cursor(page.after)}::bigint
      order by id desc limit ${page.limit + 1}) e on true
    left join agents on e.actor_kind = 'agent' and agents.id = e.actor_id
    left join contacts on e.actor_kind = 'contact' and contacts.id = e.actor_id
    left join rules on e.actor_kind = 'rule' and rules.id = e.actor_id
    left join lateral (${runOfEvent}) runs on e.actor_kind = 'rule'
    left join messages on messages.id = e.message_id
    where tickets.number = ${by.number} and ${inScope(by.actor)}
    order by e.id desc`.execute(db);
  if (rows.length === 0) throw ticketNotFound();

  const events = rows.filter((row): row is EventRecord => row.id !== null);
  const shown = events.slice(0, page.limit);
  const named = await nameEverything(db, by.actor, shown.map(speaking));
  return {
    history: shown.map((event, index) => toEntry(event, named[index] as Speaking)),
    next: events.length > page.limit ? String(shown.at(-1)?.id) : null,
  };
}

/** Rules that come with the desk are named in each language: the reader's counts. */
function ruleName(actor: Actor) {
  const reader = actor.kind === 'agent' ? actor.id : null;
  return sql`coalesce(rules.name ->> (select locale from agents where id = ${reader}::bigint), rules.name ->> 'en')`;
}

/** The run that an event came of, where it was about this ticket: what decided may say more of another than the reader may know. */
const runOfEvent = sql`
  select jsonb_build_object('kind', rules.kind, 'eventType', cause.type, 'crossedAt', rule_runs.crossing_at,
    'deciding', rule_runs.deciding) as run
  from rule_runs left join events cause on cause.id = rule_runs.event_id
  where rule_runs.ticket_id = tickets.id and rule_runs.rule_id = e.actor_id
    and (rule_runs.event_id = (e.cause -> 'occasion' ->> 'eventId')::bigint
      or rule_runs.crossing_at = (e.cause -> 'occasion' ->> 'crossingAt')::timestamptz)`;

const afterAll = Number.MAX_SAFE_INTEGER;

function cursor(after: string | undefined): number {
  if (after === undefined) return afterAll;
  if (/^\d{1,15}$/.test(after)) return Number(after);
  throw new AppError('invalid', 'invalid_cursor', 'This is not a cursor the desk gave out.', {
    fields: { after: 'Give back `next` as it was.' },
  });
}

/** The parts of an event that may speak of somebody or something by its id. */
type Speaking = { changes: FieldChanges; reason: Reason | null; details: Record<string, unknown> };

/** Instants and counts that follow from a change say nothing more than the change itself. */
const unsaid = [
  'statusCategory',
  'statusChangedAt',
  'assignedAt',
  'solvedAt',
  'closedAt',
  'firstRepliedAt',
  'reopenedCount',
  'createdAt',
  'mergedInto',
];

function speaking({ changes, reason, details }: EventRecord): Speaking {
  const said = Object.entries(changes).filter(([field]) => !unsaid.includes(field));
  return { changes: Object.fromEntries(said), reason, details };
}

function toEntry(event: EventRecord, named: Speaking): HistoryEntry {
  return {
    id: String(event.id),
    at: event.at.toISOString(),
    type: event.type,
    actor: { kind: event.actorKind, name: event.actorName },
    macro: event.macro,
    run: event.run && { ...event.run, crossedAt: event.run.crossedAt && new Date(event.run.crossedAt).toISOString() },
    channel: event.channel,
    changes: Object.fromEntries(Object.entries(named.changes).map(([field, [from, to]]) => [field, [from, to]])),
    reason: named.reason,
    details: named.details,
    messageId: event.messageId,
  };
}
