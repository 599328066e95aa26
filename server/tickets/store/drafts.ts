import { sql } from 'kysely';
import type { KeptDraft } from '../../../contract/drafts.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

type Own = { actor: AgentActor; number: number; kind: 'reply' | 'note' };

/** False: the agent sees no such ticket. The ticket is not held: somebody types, and nothing of it changes. */
export async function saveDraft(
  db: Db,
  { actor, number, kind }: Own,
  kept: KeptDraft & { at: Date },
): Promise<boolean> {
  const { at, ...content } = kept;
  const { numAffectedRows } = await sql`
    insert into drafts (ticket_id, agent_id, kind, content, updated_at)
    select id, ${actor.id}, ${kind}, ${JSON.stringify(content)}::jsonb, ${at}::timestamptz
    from tickets where number = ${number} and ${inScope(actor)}
    on conflict (ticket_id, agent_id, kind) do update set content = excluded.content, updated_at = excluded.updated_at`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

export async function deleteDraft(db: Db, { actor, number, kind }: Own): Promise<void> {
  await sql`delete from drafts where agent_id = ${actor.id} and kind = ${kind}
    and ticket_id = (select id from tickets where number = ${number})`.execute(db);
}
