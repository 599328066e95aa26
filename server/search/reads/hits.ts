import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Platform } from '../../platform/platform.ts';
import { escapeLike } from '../../tickets/reads/condition-tests.ts';
import { type TicketRowRecord, ticketRowColumns } from '../../tickets/reads/row.ts';
import type { Term } from '../query.ts';
import { inReach, type Within } from './within.ts';
import { wordsQuery } from './words.ts';

type Sql = RawBuilder<unknown>;

/** A ticket with the message that was found; without one it was found by its number or subject. */
export type FoundTicket = TicketRowRecord & {
  message_uuid: string | null;
  text: string;
  stems: string;
  cursor: string;
};

/** How much of a message is read for its excerpt. */
const readFor = 20_000;

export type WordsAsked = { terms: readonly Term[]; limit: number; after?: string | undefined };

/**
 * Tickets by the words of their messages, each once by its newest message that matches, newest first; never ranked, since to
 * rank is to read every hit. How many messages match cannot be told beforehand (words come together, and phrases more so), and
 * neither way is quick for all: walking from the newest reads a million for a rare word, the word index a million for a common
 * one. So the newest are walked for a while, and only when they do not fill the page all hits are collected.
 */
export async function findByWords(p: Platform, within: Within, asked: WordsAsked): Promise<FoundTicket[]> {
  for (const way of waysFor(within.actor, asked.terms)) {
    const { rows } = await wordsStatement(within, asked, way).execute(p.db);
    if (way === 'collected' || way === 'planned' || rows.length === asked.limit) return rows;
  }
  return [];
}

/** So many of the newest messages are walked; or all hits are collected; or PostgreSQL does as it thinks best. */
export type Way = number | 'collected' | 'planned';

/**
 * For words the walk ends where collecting becomes as quick (about one hit in 150 messages, measured at 1,000,000). A phrase
 * costs more to collect: every message that holds its words is read. Several words at once are rarer than each, and there the
 * planner's own choice was the quickest at its worst (17 ms against 32). Who sees only their own tickets has few, and starts from
 * them; who sees a part of the desk by teams needs the planner, which knows how large that part is.
 */
export function waysFor({ scope }: AgentActor, terms: readonly Term[]): Way[] {
  const hasPhrase = terms.some(({ kind, isDenied }) => kind === 'phrase' && !isDenied);
  if (scope === 'own' || scope === 'following') return ['collected'];
  if (scope === 'all' && hasPhrase) return [100_000, 'collected'];
  if (scope === 'all') return terms.length > 1 ? ['planned'] : [8_000, 'collected'];
  return hasPhrase ? [20_000, 'collected'] : ['planned'];
}

/** Planned anew each time, because the best plan depends on the words. Exported for the bench. */
export function wordsStatement(within: Within, asked: WordsAsked, way: Way): RawBuilder<FoundTicket> {
  const query = wordsQuery(asked.terms);
  return sql<FoundTicket>`${planAnew} select ${ticketRowColumns}, messages.uuid as message_uuid,
      left(messages.text, ${sql.lit(readFor)}) as text, ${query}::text as stems,
      found.created_at::text || ' ' || found.message_id as cursor
    from (${way === 'collected' ? collected(within, asked, query) : walked(within, asked, { query, way })}) as found
    join messages on messages.id = found.message_id join tickets on tickets.id = found.ticket_id
    order by found.created_at desc, found.message_id desc`;
}

function walked(within: Within, asked: WordsAsked, { query, way }: { query: Sql; way: number | 'planned' }): Sql {
  const newest = sql`(select * from message_search as found where ${before(asked.after)}
    order by found.created_at desc, found.message_id desc limit ${sql.lit(way)})`;
  return sql`select found.message_id, found.ticket_id, found.created_at
    from ${way === 'planned' ? sql`message_search` : newest} as found ${scoped(within)}
    where found.tsv @@ ${query} and ${before(asked.after)} and not exists (
      select from message_search as newer where newer.ticket_id = found.ticket_id and newer.tsv @@ ${query}
        and (newer.created_at, newer.message_id) > (found.created_at, found.message_id))
    order by found.created_at desc, found.message_id desc limit ${sql.lit(asked.limit)}`;
}

function collected(within: Within, asked: WordsAsked, query: Sql): Sql {
  return sql`select * from (
      with hits as materialized (
        select found.message_id, found.ticket_id, found.created_at from message_search as found ${scoped(within)}
        where found.tsv @@ ${query})
      select distinct on (ticket_id) message_id, ticket_id, created_at from hits
      order by ticket_id, created_at desc, message_id desc
    ) as found where ${before(asked.after)}
    order by found.created_at desc, found.message_id desc limit ${sql.lit(asked.limit)}`;
}

function scoped(within: Within): Sql {
  if (within.actor.scope === 'all' && within.condition === null) return sql``;
  return sql`join tickets on tickets.id = found.ticket_id and ${inReach(within)}`;
}

const cursorShape = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2} \d{1,18}$/;

function before(after: string | undefined): RawBuilder<SqlBool> {
  return earlier(after, sql`(found.created_at, found.message_id)`);
}

export function beforeTicket(after: string | undefined): RawBuilder<SqlBool> {
  return earlier(after, sql`(tickets.created_at, tickets.id)`);
}

function earlier(after: string | undefined, than: Sql): RawBuilder<SqlBool> {
  if (after === undefined) return sql`true`;
  const cursor = Buffer.from(after, 'base64url').toString();
  if (!cursorShape.test(cursor)) {
    throw new AppError('invalid', 'cursor_invalid', 'The cursor is not one of this search.', {
      fields: { after: 'Pass the value of `next` that came with this search.' },
    });
  }
  const space = cursor.lastIndexOf(' ');
  return sql`${than} < (${cursor.slice(0, space)}::timestamptz, ${cursor.slice(space + 1)}::bigint)`;
}

export function encodeSearchCursor(cursor: string): string {
  return Buffer.from(cursor).toString('base64url');
}

/** The ticket with this number, if the agent may see it. */
export async function findByNumber(p: Platform, within: Within, number: number): Promise<FoundTicket[]> {
  const { rows } = await sql<FoundTicket>`
    select ${withoutMessage()} from tickets
    where tickets.number = ${number} and ${inReach(within)}`.execute(p.db);
  return rows;
}

/** Help for half-typed words: tickets with the whole search inside their subject, the most recent of the first few hundred. */
export async function findBySubject(p: Platform, within: Within, asked: { text: string; limit: number }) {
  const { rows } = await sql<FoundTicket>`${planAnew}
    select ${withoutMessage()} from (
      select tickets.* from tickets where subject_folded like ${`%${escapeLike(asked.text)}%`} and ${inReach(within)} limit 300
    ) as tickets order by tickets.updated_at desc, tickets.id desc limit ${sql.lit(asked.limit)}`.execute(p.db);
  return rows;
}

export function withoutMessage(cursor: Sql = sql`''`): Sql {
  return sql`${ticketRowColumns}, null as message_uuid, tickets.preview as text, '' as stems, ${cursor} as cursor`;
}
