import { sql } from 'kysely';
import type { Suggestible, Suggestion, SuggestionState } from '../../../domain/triage/suggestion.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';

type NewSuggestion = Suggestion & { ticketId: number; messageId: number; state: 'applied' | 'offered' };

/** False when one of this source stands for the field already: a message that is read again suggests nothing new. */
export async function insertSuggestion(tx: Tx, made: NewSuggestion, at: Date): Promise<boolean> {
  const { rows } =
    await sql`insert into suggestions (uuid, ticket_id, message_id, field, value, confidence, reason, source,
      state, made_at)
    values (${newId()}, ${made.ticketId}, ${made.messageId}, ${made.field}, ${made.value}, ${made.confidence},
      ${JSON.stringify(made.reason)}::jsonb, ${made.source}, ${made.state}, ${at})
    on conflict (ticket_id, field, source) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

export type StandingSuggestion = { id: number; field: Suggestible; value: string; state: SuggestionState };

/** One suggestion of a ticket, held; null where there is none. */
export async function lockSuggestion(
  tx: Tx,
  { ticketId, uuid }: { ticketId: number; uuid: string },
): Promise<StandingSuggestion | null> {
  const { rows } = await sql<StandingSuggestion>`select id, field, value, state from suggestions
    where ticket_id = ${ticketId} and uuid = ${uuid} for update`.execute(tx);
  return rows[0] ?? null;
}

/** Those of a field that nobody has judged. */
export async function unjudged(tx: Tx, of: { ticketId: number; field: Suggestible }): Promise<StandingSuggestion[]> {
  const { rows } = await sql<StandingSuggestion>`select id, field, value, state from suggestions
    where ticket_id = ${of.ticketId} and field = ${of.field} and state in ('applied', 'offered') for update`.execute(
    tx,
  );
  return rows;
}

type Judgement = {
  state: 'accepted' | 'corrected' | 'dismissed';
  correctedTo: string | null;
  agentId: number;
  at: Date;
};

export async function judge(tx: Tx, id: number, { state, correctedTo, agentId, at }: Judgement): Promise<void> {
  await sql`update suggestions set state = ${state}, corrected_to = ${correctedTo}, agent_id = ${agentId}, judged_at = ${at}
    where id = ${id}`.execute(tx);
}

/** What the log names by a database id, as suggestions name it. */
export async function publicIdOf(tx: Tx, table: 'topics' | 'teams', id: number | null): Promise<string | null> {
  if (id === null) return null;
  return (await tx.selectFrom(table).select('uuid').where('id', '=', id).executeTakeFirst())?.uuid ?? null;
}
