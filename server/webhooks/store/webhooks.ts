import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { webhookNotFound } from '../reads/webhooks.ts';

type Columns = { name?: string; url?: string; is_enabled?: boolean; secret?: string };

export async function lockWebhook(tx: Tx, uuid: string): Promise<{ id: number; name: string }> {
  const query = tx.selectFrom('webhooks').select(['id', 'name']).where('uuid', '=', uuid).forUpdate();
  const found = await query.executeTakeFirst();
  if (!found) throw webhookNotFound();
  return found;
}

/** Its uuid is made before its secret is sealed, which is bound to it. */
export async function insertWebhook(tx: Tx, row: Required<Columns> & { uuid: string; at: Date }): Promise<void> {
  const { at, ...columns } = row;
  await tx
    .insertInto('webhooks')
    .values({ ...columns, created_at: at })
    .execute();
}

export async function updateWebhookRow(tx: Tx, id: number, columns: Columns): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await tx.updateTable('webhooks').set(columns).where('id', '=', id).execute();
}

export async function deleteWebhook(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('webhooks').where('id', '=', id).execute();
}

export type Queued = { webhookId: number; ticketId: number | null; body: string; at: Date };

export async function insertDelivery(tx: Tx, queued: Queued): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('webhook_deliveries')
    .values({
      uuid: newId(),
      webhook_id: queued.webhookId,
      ticket_id: queued.ticketId,
      body: queued.body,
      next_attempt_at: queued.at,
      created_at: queued.at,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export type Outcome = {
  state: 'queued' | 'delivered' | 'failed';
  attempts: number;
  next_attempt_at: Date | null;
  status: number | null;
  answer: string | null;
  error: string | null;
  delivered_at: Date | null;
};

export async function settleDelivery(tx: Tx, id: number, outcome: Partial<Outcome>): Promise<void> {
  await tx.updateTable('webhook_deliveries').set(outcome).where('id', '=', id).execute();
}

export async function lockDelivery(tx: Tx, uuid: string): Promise<{ id: number; state: Outcome['state'] } | null> {
  const query = tx.selectFrom('webhook_deliveries').select(['id', 'state']).where('uuid', '=', uuid).forUpdate();
  return ((await query.executeTakeFirst()) as { id: number; state: Outcome['state'] } | undefined) ?? null;
}

export async function deleteOldDeliveries(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('webhook_deliveries').where('created_at', '<', before).where('state', '!=', 'queued').execute();
}
