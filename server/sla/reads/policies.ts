import { sql } from 'kysely';
import type { SlaPolicy } from '../../../contract/sla.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import type { SlaPromises, SlaWarning } from '../../../domain/sla/policy.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';

export type PolicyRow = {
  id: number;
  uuid: string;
  name: string;
  position: number;
  isEnabled: boolean;
  condition: Condition;
  promises: SlaPromises;
  warnings: readonly SlaWarning[];
};

/** All of them, in the order they are asked. */
export async function readPolicies(db: Db | Tx): Promise<PolicyRow[]> {
  const { rows } = await sql<PolicyRow>`
    select id, uuid, name, position, is_enabled as "isEnabled", condition, warnings,
      jsonb_build_object('targets', targets, 'pausesIn', to_jsonb(pauses_in)) as promises
    from sla_policies order by position, id`.execute(db);
  return rows;
}

/** Of each ticket as it is now, the first enabled policy whose condition holds; a ticket without one is left out. */
export async function policiesOf(
  db: Db | Tx,
  asked: { ticketIds: readonly number[]; now: Date; policies?: readonly PolicyRow[] },
): Promise<Map<number, PolicyRow>> {
  const policies = (asked.policies ?? (await readPolicies(db))).filter(({ isEnabled }) => isEnabled);
  if (policies.length === 0) return new Map();
  const asker = await readAsker(
    db,
    { now: asked.now, me: null },
    policies.map(({ condition }) => condition),
  );
  const cases = policies.map(({ id, condition }) => sql`when ${conditionSql(condition, asker)} then ${id}::bigint`);
  const { rows } = await sql<{ ticketId: number; id: number | null }>`
    select id as "ticketId", case ${sql.join(cases, sql.raw(' '))} end as id
    from tickets where id = any(${asked.ticketIds as number[]}::bigint[])`.execute(db);
  return new Map(
    rows.flatMap(({ ticketId, id }) => {
      const policy = policies.find((one) => one.id === id);
      return policy ? [[ticketId, policy] as const] : [];
    }),
  );
}

export async function listPolicies(db: Db | Tx): Promise<SlaPolicy[]> {
  return (await readPolicies(db)).map(shown);
}

export async function getPolicy(db: Db | Tx, uuid: string): Promise<SlaPolicy> {
  const found = (await readPolicies(db)).find((policy) => policy.uuid === uuid);
  if (!found) throw policyNotFound();
  return shown(found);
}

export function policyNotFound(): AppError {
  return new AppError('not_found', 'sla_policy_not_found', 'There is no such SLA policy.');
}

function shown({ uuid, name, position, isEnabled, condition, promises, warnings }: PolicyRow): SlaPolicy {
  const { targets, pausesIn } = promises;
  return {
    id: uuid,
    name,
    position,
    isEnabled,
    condition,
    targets,
    pausesIn: pausesIn as SlaPolicy['pausesIn'],
    warnings: [...warnings],
  };
}
