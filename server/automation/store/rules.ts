import { sql } from 'kysely';
import type { Rule } from '../../../contract/automation.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { ruleNotFound } from '../reads/rules.ts';

export type RuleFields = Pick<Rule, 'isEnabled' | 'listensTo' | 'scope' | 'condition' | 'actions'> & { name: string };
export type Saving = { by: number | null; at: Date };

export type LockedRule = {
  id: number;
  uuid: string;
  name: Record<string, string>;
  isEnabled: boolean;
  condition: unknown;
  scope: unknown;
};

export async function lockRule(tx: Tx, kind: RuleKind, uuid: string): Promise<LockedRule> {
  const { rows } = await sql<LockedRule>`
    select id, uuid, name, is_enabled as "isEnabled", condition, scope from rules
    where uuid = ${uuid} and kind = ${kind} and removed_at is null for update`.execute(tx);
  if (!rows[0]) throw ruleNotFound();
  return rows[0];
}

/** A new one comes last. */
export async function insertRule(
  tx: Tx,
  kind: RuleKind,
  { fields, by, at }: Saving & { fields: RuleFields },
): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('rules')
    .values({
      uuid: newId(),
      kind,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from rules where kind = ${kind})`,
      created_at: at,
      updated_at: at,
      updated_by: by,
      ...(columnsOf(fields) as Required<ReturnType<typeof columnsOf>>),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function updateRuleRow(
  tx: Tx,
  id: number,
  { fields, by, at }: Saving & { fields: Partial<RuleFields> },
): Promise<void> {
  await tx
    .updateTable('rules')
    .set({ ...columnsOf(fields), version: sql<number>`version + 1`, updated_at: at, updated_by: by })
    .where('id', '=', id)
    .execute();
}

/** Out of every list, but what it did keeps its name. */
export async function removeRuleRow(tx: Tx, id: number, at: Date): Promise<void> {
  await tx
    .updateTable('rules')
    .set({ removed_at: at, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Those named come first, in this order; the others follow as they stood. */
export async function orderRules(tx: Tx, kind: RuleKind, uuids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ uuid: string }>`
    select uuid from rules where kind = ${kind} and removed_at is null order by position, id for update`.execute(tx);
  const known = rows.map(({ uuid }) => uuid);
  if (uuids.some((uuid) => !known.includes(uuid))) throw ruleNotFound();
  const order = [...new Set([...uuids, ...known])];
  await sql`update rules set position = given.place, version = version + 1
    from unnest(${order}::uuid[]) with ordinality as given (uuid, place) where rules.uuid = given.uuid`.execute(tx);
}

/** Only what is given: an update leaves the rest. A name that somebody types counts in every language. */
function columnsOf({ name, isEnabled, listensTo, scope, condition, actions }: Partial<RuleFields>) {
  return {
    ...(name !== undefined && { name: JSON.stringify({ en: name, 'pt-BR': name }) }),
    ...(isEnabled !== undefined && { is_enabled: isEnabled }),
    ...(listensTo !== undefined && { listens_to: [...listensTo] }),
    ...(scope !== undefined && { scope: JSON.stringify(scope) }),
    ...(condition !== undefined && { condition: JSON.stringify(condition) }),
    ...(actions !== undefined && { actions: JSON.stringify(actions) }),
  };
}
