import { sql } from 'kysely';
import type { z } from 'zod';
import type { auditEntry } from '../../../contract/agents.ts';
import type { Db } from '../../platform/platform.ts';

type Entry = z.infer<typeof auditEntry>;

/** The audit log, newest first. Agents, teams and inboxes are called by the names they have now. */
export async function listAudit(db: Db, page: { limit: number; after?: string | undefined }) {
  const before = page.after === undefined ? null : Number(page.after) || 0;
  const { rows } = await sql<Omit<Entry, 'at'> & { at: Date }>`
    select audit_entries.id::text, at, coalesce(agents.name, actor_kind) as actor, action, object_kind as "objectKind",
      object_id as "objectId", coalesce(about.name, teams.name, inboxes.name) as "objectName", details
    from audit_entries left join agents on actor_kind = 'agent' and agents.id = actor_id
    left join agents about on about.uuid = case when object_kind = 'agent' then object_id::uuid end
    left join teams on teams.uuid = case when object_kind = 'team' then object_id::uuid end
    left join inboxes on inboxes.uuid = case when object_kind = 'inbox' then object_id::uuid end
    where ${before}::bigint is null or audit_entries.id < ${before}
    order by audit_entries.id desc limit ${page.limit + 1}`.execute(db);
  const entries = rows.slice(0, page.limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { entries, next: rows.length > page.limit ? (entries.at(-1)?.id ?? null) : null };
}
