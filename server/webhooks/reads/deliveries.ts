import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { WebhookDelivery, webhookDeliveryQuery } from '../../../contract/webhooks.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db } from '../../platform/platform.ts';

type Row = Omit<WebhookDelivery, 'id' | 'createdAt' | 'deliveredAt' | 'nextAttemptAt'> & {
  id: number;
  uuid: string;
  createdAt: Date;
  deliveredAt: Date | null;
  nextAttemptAt: Date | null;
};

/** What other programs were told, newest first; `next` is the id that the following page comes after. */
export async function listDeliveries(
  db: Db,
  query: z.output<typeof webhookDeliveryQuery>,
): Promise<{ deliveries: WebhookDelivery[]; next: string | null }> {
  const before = /^\d{1,15}$/.test(query.after ?? '') ? Number(query.after) : null;
  const rows = await select(
    db,
    sql<SqlBool>`(${query.webhook ?? null}::uuid is null or w.uuid = ${query.webhook ?? null}::uuid)
      and (${before}::bigint is null or d.id < ${before}::bigint)`,
    query.limit + 1,
  );
  const shown = rows.slice(0, query.limit);
  return { deliveries: shown.map(deliveryOf), next: rows.length > query.limit ? String(shown.at(-1)?.id) : null };
}

export async function getDelivery(db: Db, uuid: string): Promise<WebhookDelivery> {
  const [row] = await select(db, sql<SqlBool>`d.uuid = ${uuid}`, 1);
  if (!row) throw deliveryNotFound();
  return deliveryOf(row);
}

export function deliveryNotFound(): AppError {
  return new AppError('not_found', 'webhook_delivery_not_found', 'There is no such delivery.');
}

async function select(db: Db, where: RawBuilder<SqlBool>, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select d.id, d.uuid, jsonb_build_object('id', w.uuid, 'name', w.name) as webhook, t.number as "ticketNumber", d.state,
      d.attempts, d.next_attempt_at as "nextAttemptAt", d.status, d.answer, d.error, d.body, d.created_at as "createdAt",
      d.delivered_at as "deliveredAt"
    from webhook_deliveries d join webhooks w on w.id = d.webhook_id left join tickets t on t.id = d.ticket_id
    where ${where} order by d.id desc limit ${limit}`.execute(db);
  return rows;
}

function deliveryOf({ id: _id, uuid, createdAt, deliveredAt, nextAttemptAt, ...row }: Row): WebhookDelivery {
  return {
    ...row,
    id: uuid,
    createdAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  };
}

/** What is to be sent now: the same bytes under the same id as every time. Null where there is nothing to do any more. */
export type DueDelivery = {
  id: number;
  uuid: string;
  body: string;
  attempts: number;
  url: string;
  secret: string;
  webhookUuid: string;
};

export async function dueDelivery(db: Db, id: number): Promise<DueDelivery | null> {
  const { rows } = await sql<DueDelivery>`
    select d.id, d.uuid, d.body, d.attempts, w.url, w.secret, w.uuid as "webhookUuid"
    from webhook_deliveries d join webhooks w on w.id = d.webhook_id
    where d.id = ${id} and d.state = 'queued' and w.is_enabled`.execute(db);
  return rows[0] ?? null;
}

/** Queued, long due and without anybody at work on them: their job is gone. */
export async function lostDeliveries(db: Db, before: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select d.id from webhook_deliveries d join webhooks w on w.id = d.webhook_id
    where d.state = 'queued' and d.next_attempt_at < ${before} and w.is_enabled order by d.id limit 500`.execute(db);
  return rows.map(({ id }) => id);
}
