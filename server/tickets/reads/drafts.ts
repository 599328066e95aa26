import { sql } from 'kysely';
import type { DraftList, KeptDraft } from '../../../contract/drafts.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Db } from '../../platform/platform.ts';

/** What an agent is writing in a ticket; nobody else's words are ever shown. */
export async function readDrafts(db: Db, { actor, number }: { actor: AgentActor; number: number }): Promise<DraftList> {
  const { rows } = await sql<{ kind: 'reply' | 'note'; content: KeptDraft }>`
    select kind, content from drafts
    where agent_id = ${actor.id} and ticket_id = (select id from tickets where number = ${number})`.execute(db);
  const of = (kind: 'reply' | 'note') => rows.find((row) => row.kind === kind)?.content ?? null;
  return { reply: of('reply'), note: of('note') };
}
