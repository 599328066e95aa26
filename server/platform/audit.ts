import type { Actor } from '../../domain/permissions.ts';
import type { Db, Tx } from './platform.ts';

/** One line of the audit log: who did what to which thing, and from where. Never a secret, never a whole text. */
type AuditDraft = {
  actor: Actor;
  action: string;
  objectKind?: string;
  objectId?: string;
  details?: Record<string, unknown>;
  request?: { ip: string; id: string } | undefined;
  at?: Date;
};

/** Kept in the transaction of what it tells of: a change without its entry does not exist. */
export async function recordAudit(tx: Db | Tx, draft: AuditDraft): Promise<void> {
  await tx
    .insertInto('audit_entries')
    .values({
      ...(draft.at ? { at: draft.at } : {}),
      actor_kind: draft.actor.kind,
      actor_id: 'id' in draft.actor ? draft.actor.id : null,
      action: draft.action,
      object_kind: draft.objectKind ?? null,
      object_id: draft.objectId ?? null,
      details: JSON.stringify(draft.details ?? {}),
      ip: draft.request?.ip ?? '',
      request_id: draft.request?.id ?? '',
    })
    .execute();
}
