import { sql } from 'kysely';
import type { SlaPolicy } from '../../../contract/sla.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { policyNotFound } from '../reads/policies.ts';

export type PolicyFields = Omit<SlaPolicy, 'id' | 'position'>;

export async function lockPolicy(tx: Tx, uuid: string): Promise<{ id: number; name: string }> {
  const found = await tx
    .selectFrom('sla_policies')
    .select(['id', 'name'])
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw policyNotFound();
  return found;
}

/** A new one comes last: what is promised already is not taken away by it. */
export async function insertPolicy(tx: Tx, fields: PolicyFields, at: Date): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('sla_policies')
    .values({
      uuid: newId(),
      position: sql<number>`(select coalesce(max(position), 0) + 1 from sla_policies)`,
      created_at: at,
      ...columnsOf(fields),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function updatePolicyRow(tx: Tx, id: number, fields: Partial<PolicyFields>): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(columnsOf(fields as PolicyFields)).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(columns).length > 0) await tx.updateTable('sla_policies').set(columns).where('id', '=', id).execute();
}

export async function deletePolicy(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('sla_policies').where('id', '=', id).execute();
}

/** Those named come first, in this order; the others follow as they stood. */
export async function orderPolicies(tx: Tx, uuids: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('sla_policies')
    .select('uuid')
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  const known = rows.map(({ uuid }) => uuid);
  if (uuids.some((uuid) => !known.includes(uuid))) throw policyNotFound();
  const order = [...new Set([...uuids, ...known])];
  await sql`update sla_policies set position = given.place
    from unnest(${order}::uuid[]) with ordinality as given (uuid, place) where sla_policies.uuid = given.uuid`.execute(
    tx,
  );
}

function columnsOf({ name, isEnabled, condition, targets, pausesIn, warnings }: PolicyFields) {
  return {
    name,
    is_enabled: isEnabled,
    condition: condition && JSON.stringify(condition),
    targets: targets && JSON.stringify(targets),
    pauses_in: pausesIn,
    warnings: warnings && JSON.stringify(warnings),
  };
}
