import { sql } from 'kysely';
import type { Db, Platform } from '../../platform/platform.ts';

export type Observation = {
  /** When the first of it was seen. */
  at: Date;
  kind: 'tickets_read' | 'attachments_read' | 'accounts_tried' | 'tokens_tried';
  agentId?: number;
  net?: string;
  things: Set<string>;
};

export async function insertObservations(db: Db, batches: readonly Observation[]): Promise<void> {
  for (let from = 0; from < batches.length; from += 500) {
    await db
      .insertInto('observations')
      .values(
        batches.slice(from, from + 500).map(({ at, kind, agentId, net, things }) => ({
          at,
          kind,
          agent_id: agentId ?? null,
          net: net ?? null,
          things: [...things],
        })),
      )
      .execute();
  }
}

/** What agents read is kept for twelve months, which networks knocked in vain for one. */
export async function forgetOldObservations(p: Platform): Promise<void> {
  const now = p.clock.now();
  await sql`
    delete from observations where at < ${now}::timestamptz - interval '12 months'
      or (agent_id is null and at < ${now}::timestamptz - interval '1 month')`.execute(p.db);
}
