import { sql } from 'kysely';
import type { Webhook } from '../../../contract/webhooks.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Row = Omit<Webhook, 'lastAt'> & { lastAt: Date | null };

export async function listWebhooks(db: Db): Promise<Webhook[]> {
  const { rows } = await sql<Row>`
    select w.uuid as id, w.name, w.url, w.is_enabled as "isEnabled", last.state as "lastState", last.created_at as "lastAt"
    from webhooks w left join lateral (select state, created_at from webhook_deliveries
      where webhook_id = w.id order by id desc limit 1) last on true
    order by lower(w.name), w.id`.execute(db);
  return rows.map((row) => ({ ...row, lastAt: row.lastAt?.toISOString() ?? null }));
}

export async function getWebhook(db: Db, uuid: string): Promise<Webhook> {
  const found = (await listWebhooks(db)).find(({ id }) => id === uuid);
  if (!found) throw webhookNotFound();
  return found;
}

export function webhookNotFound(): AppError {
  return new AppError('not_found', 'webhook_not_found', 'There is no such webhook.');
}

/** Null where it was removed since. */
export async function webhookForCall(tx: Db | Tx, uuid: string): Promise<{ id: number; isEnabled: boolean } | null> {
  const query = tx.selectFrom('webhooks').select(['id', 'is_enabled as isEnabled']).where('uuid', '=', uuid);
  return (await query.executeTakeFirst()) ?? null;
}
