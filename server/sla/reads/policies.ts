import { sql } from 'kysely';
import type { SlaPolicy } from '../../../contract/sla.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import type { SlaPromises, SlaWarning } from '../../../domain/sla/policy.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';
import { choicesOfTopic } from '../../tickets/reads/topics.ts';

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

/** How a ticket came to its policy. */
export type PolicyBy = 'rule' | 'topic' | 'condition';
export type ChosenPolicy = PolicyRow & { by: PolicyBy };

/**
 * Of each ticket as it is now: the policy a rule gave it, else that of its topic, as long as they are enabled, else the first enabled
 * one whose condition holds. A ticket without one is left out. `policies`: those of a change that nobody has saved.
 */
export async function policiesOf(
  db: Db | Tx,
  asked: { ticketIds: readonly number[]; now: Date; policies?: readonly PolicyRow[] },
): Promise<Map<number, ChosenPolicy>> {
  const policies = (asked.policies ?? (await readPolicies(db))).filter(({ isEnabled }) => isEnabled);
  if (policies.length === 0) return new Map();
  const asker = await readAsker(
    db,
    { now: asked.now, me: null },
    policies.map(({ condition }) => condition),
  );
  const cases = policies.map(({ id, condition }) => sql`when ${conditionSql(condition, asker)} then ${id}::bigint`);
  const enabled = sql`any(${policies.map(({ id }) => id)}::bigint[])`;
  const { rows } = await sql<Found>`
    select id as "ticketId", topic_id as "topicId", case ${sql.join(cases, sql.raw(' '))} end as held,
      (select applied_policy_id from sla_tickets where ticket_id = tickets.id and applied_policy_id = ${enabled}) as given
    from tickets where id = any(${asked.ticketIds as number[]}::bigint[])`.execute(db);
  const ofTopic = await policiesOfTopics(db, new Set(rows.map(({ topicId }) => topicId)));
  return new Map(
    rows.flatMap(({ ticketId, topicId, given, held }) => {
      const ways = { rule: given, topic: ofTopic.get(topicId), condition: held };
      for (const [by, id] of Object.entries(ways) as [PolicyBy, number | null | undefined][]) {
        const policy = policies.find((one) => one.id === id);
        if (policy) return [[ticketId, { ...policy, by }] as const];
      }
      return [];
    }),
  );
}

type Found = { ticketId: number; topicId: number | null; given: number | null; held: number | null };

async function policiesOfTopics(
  db: Db | Tx,
  topicIds: ReadonlySet<number | null>,
): Promise<Map<number | null, number | null>> {
  const byTopic = new Map<number | null, number | null>();
  for (const id of topicIds) if (id !== null) byTopic.set(id, (await choicesOfTopic(db, id)).slaPolicyId);
  return byTopic;
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
