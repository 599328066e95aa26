import { sql } from 'kysely';
import type { ExtractionRuleBody, SuggestionRuleBody } from '../../../contract/triage.ts';
import type { Priority } from '../../../domain/tickets/ticket.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { ruleNotFound } from '../reads/rules.ts';

type Kind = 'extraction_rules' | 'suggestion_rules';

/** Holds a rule until the transaction ends. */
export async function lockRule(tx: Tx, kind: Kind, uuid: string): Promise<number> {
  const found = await tx.selectFrom(kind).select('id').where('uuid', '=', uuid).forUpdate().executeTakeFirst();
  if (!found) throw ruleNotFound();
  return found.id;
}

export async function deleteRule(tx: Tx, kind: Kind, id: number): Promise<void> {
  await tx.deleteFrom(kind).where('id', '=', id).execute();
}

export async function insertExtractionRule(tx: Tx, rule: ExtractionRuleBody, at: Date): Promise<string> {
  const uuid = newId();
  await tx
    .insertInto('extraction_rules')
    .values({
      uuid,
      created_at: at,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from extraction_rules)`,
      ...extractionColumns(rule),
    })
    .execute();
  return uuid;
}

export async function updateExtractionRule(tx: Tx, id: number, rule: ExtractionRuleBody): Promise<void> {
  await tx.updateTable('extraction_rules').set(extractionColumns(rule)).where('id', '=', id).execute();
}

function extractionColumns({ name, field, kind, pattern, isEnabled }: ExtractionRuleBody) {
  return {
    name: JSON.stringify(name),
    field_id: sql<number>`(select id from fields where holder = 'ticket' and key = ${field})`,
    kind,
    pattern: kind === 'pattern' ? pattern : null,
    is_enabled: isEnabled,
  };
}

/** False where no field in use has this key. */
export async function isFieldInUse(tx: Tx, key: string): Promise<boolean> {
  const { rows } = await sql`select from fields where holder = 'ticket' and key = ${key} and not is_archived`.execute(
    tx,
  );
  return rows.length > 0;
}

/** What a suggestion names, by the database's ids. */
export type Suggested = { topicId: number | null; teamId: number | null; priority: Priority | null };

export async function insertSuggestionRule(
  tx: Tx,
  rule: SuggestionRuleBody & { suggested: Suggested },
  at: Date,
): Promise<string> {
  const uuid = newId();
  await tx
    .insertInto('suggestion_rules')
    .values({
      uuid,
      created_at: at,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from suggestion_rules)`,
      ...suggestionColumns(rule),
    })
    .execute();
  return uuid;
}

export async function updateSuggestionRule(
  tx: Tx,
  id: number,
  rule: SuggestionRuleBody & { suggested: Suggested },
): Promise<void> {
  await tx.updateTable('suggestion_rules').set(suggestionColumns(rule)).where('id', '=', id).execute();
}

function suggestionColumns({
  field,
  suggested,
  words,
  isSure,
  isEnabled,
}: SuggestionRuleBody & { suggested: Suggested }) {
  return {
    field,
    topic_id: suggested.topicId,
    team_id: suggested.teamId,
    priority: suggested.priority,
    words,
    is_sure: isSure,
    is_enabled: isEnabled,
  };
}
