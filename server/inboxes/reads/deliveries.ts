import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { Delivery, deliveryList, deliveryQuery } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import { type Actor, may } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';
import { cursor } from './parked.ts';

type Row = {
  id: number;
  uuid: string;
  ticketNumber: number | null;
  messageId: string | null;
  channel: string;
  recipients: { to?: string[]; cc?: string[] };
  subject: string | null;
  state: Delivery['state'];
  isAutomatic: boolean;
  attempts: number;
  error: string | null;
  externalId: string | null;
  fileHash: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

/** What went out, newest first: all of it for those who look after deliveries, else that of the tickets one sees. */
export async function listDeliveries(
  db: Db,
  actor: Actor,
  query: z.output<typeof deliveryQuery>,
): Promise<Omit<z.input<typeof deliveryList>, 'staysHere'>> {
  const before = query.after === undefined ? null : cursor(query.after);
  const rows = await select(db, {
    where: sql<SqlBool>`${visible(actor)}
      and (${query.ticket ?? null}::bigint is null or tickets.number = ${query.ticket ?? null}::bigint)
      and (${query.state ?? null}::text is null or deliveries.state = ${query.state ?? null}::text)
      and (${before}::bigint is null or deliveries.id < ${before}::bigint)`,
    limit: query.limit + 1,
  });
  const shown = rows.slice(0, query.limit);
  return { deliveries: shown.map(deliveryOf), next: rows.length > query.limit ? String(shown.at(-1)?.id) : null };
}

export async function getDelivery(
  db: Db,
  actor: Actor,
  uuid: string,
): Promise<{ delivery: Delivery; fileHash: string | null }> {
  const [row] = await select(db, { where: sql<SqlBool>`${visible(actor)} and deliveries.uuid = ${uuid}`, limit: 1 });
  if (!row) throw deliveryNotFound();
  return { delivery: deliveryOf(row), fileHash: row.fileHash };
}

export function deliveryNotFound(): AppError {
  return new AppError('not_found', 'delivery_not_found', 'There is no such delivery.');
}

function visible(actor: Actor): RawBuilder<SqlBool> {
  if (may(actor, 'deliveries.manage')) return sql<SqlBool>`true`;
  return sql<SqlBool>`(tickets.id is not null and ${inScope(actor)})`;
}

async function select(db: Db, { where, limit }: { where: RawBuilder<SqlBool>; limit: number }): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select deliveries.id, deliveries.uuid, tickets.number as "ticketNumber", messages.uuid as "messageId",
      deliveries.channel, deliveries.recipients, tickets.subject, deliveries.state,
      deliveries.is_automatic as "isAutomatic", deliveries.attempts, deliveries.last_error as error,
      deliveries.external_id as "externalId", deliveries.file_hash as "fileHash", deliveries.created_at as "createdAt",
      deliveries.sent_at as "sentAt"
    from deliveries left join tickets on tickets.id = deliveries.ticket_id
      left join messages on messages.id = deliveries.message_id
    where ${where} order by deliveries.id desc limit ${limit}`.execute(db);
  return rows;
}

function deliveryOf(row: Row): Delivery {
  const { id: _id, uuid, recipients, fileHash: _hash, createdAt, sentAt, ...rest } = row;
  return {
    id: uuid,
    ...rest,
    to: recipients.to ?? [],
    cc: recipients.cc ?? [],
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
