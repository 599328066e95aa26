import { sql } from 'kysely';
import type { z } from 'zod';
import type { ParkedMail, parkedList, parkedQuery } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db } from '../../platform/platform.ts';

type Row = {
  id: number;
  uuid: string;
  inbox_uuid: string;
  inbox_name: string;
  envelope: { from?: unknown; sender?: unknown; subject?: unknown };
  size: number;
  error: string | null;
  error_code: string | null;
  attempts: number;
  received_at: Date;
};

/** Mail that could not be filed, newest first. */
export async function listParked(db: Db, query: z.output<typeof parkedQuery>): Promise<z.input<typeof parkedList>> {
  const before = query.after === undefined ? null : cursor(query.after);
  const { rows } = await sql<Row>`
    select inbound.id, inbound.uuid, inboxes.uuid as inbox_uuid, inboxes.name as inbox_name, envelope, size, error,
      error_code, attempts, received_at
    from inbound join inboxes on inboxes.id = inbound.inbox_id
    where state = 'parked' and (${before}::bigint is null or inbound.id < ${before}::bigint)
    order by inbound.id desc limit ${query.limit + 1}`.execute(db);
  const shown = rows.slice(0, query.limit);
  return { parked: shown.map(parkedOf), next: rows.length > query.limit ? String(shown.at(-1)?.id) : null };
}

export async function countParked(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from inbound where state = 'parked'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

export async function rawOfInbound(db: Db, inboundUuid: string): Promise<{ fileHash: string }> {
  const row = await db.selectFrom('inbound').select('file_hash').where('uuid', '=', inboundUuid).executeTakeFirst();
  if (!row) throw new AppError('not_found', 'inbound_not_found', 'There is no such mail.');
  return { fileHash: row.file_hash };
}

/** A page's `next` is the last row's id; anything else in its place was made up. */
export function cursor(after: string): number {
  const id = Number(after);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new AppError('invalid', 'invalid_cursor', 'This is not the end of a page.', {
    fields: { after: 'This is not the end of a page.' },
  });
}

function parkedOf(row: Row): ParkedMail {
  const word = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    id: row.uuid,
    inbox: { id: row.inbox_uuid, name: row.inbox_name },
    from: word(row.envelope.from) ?? word(row.envelope.sender),
    subject: word(row.envelope.subject),
    size: row.size,
    code: row.error_code,
    error: row.error,
    attempts: row.attempts,
    receivedAt: row.received_at.toISOString(),
  };
}
