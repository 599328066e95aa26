import { sql } from 'kysely';
import type { Skill } from '../../../contract/assignment.ts';
import type { MatchedNeed } from '../../../domain/assignment/needs.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';

export async function listSkills(db: Db | Tx): Promise<Skill[]> {
  const { rows } = await sql<Skill>`
    select uuid as id, name,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'level', level, 'condition', condition) order by id)
        from skill_needs where skill_id = skills.id), '[]') as needs,
      (select count(*) from agent_skills where skill_id = skills.id)::int as agents
    from skills order by name ->> 'en', id`.execute(db);
  return rows;
}

export async function getSkill(db: Db | Tx, uuid: string): Promise<Skill> {
  const found = (await listSkills(db)).find(({ id }) => id === uuid);
  if (!found) throw skillNotFound();
  return found;
}

export function skillNotFound(): AppError {
  return new AppError('not_found', 'skill_not_found', 'There is no such skill.');
}

/** A rule: tickets for which the condition holds require or prefer the skill at the level. */
export type SkillRule = MatchedNeed & { id: number; condition: Condition };

export async function readSkillRules(db: Db | Tx): Promise<SkillRule[]> {
  const { rows } = await sql<SkillRule>`
    select id, skill_id as "skillId", kind, level, condition from skill_needs order by id`.execute(db);
  return rows;
}

/** Of each ticket as it is now, the rules that hold for it; a ticket for which none holds is left out. */
export async function rulesOf(
  db: Db | Tx,
  asked: { ticketIds: readonly number[]; rules: readonly SkillRule[]; now: Date },
): Promise<Map<number, SkillRule[]>> {
  if (asked.rules.length === 0 || asked.ticketIds.length === 0) return new Map();
  const conditions = asked.rules.map(({ condition }) => condition);
  const asker = await readAsker(db, { now: asked.now, me: null }, conditions);
  const answers = asked.rules.map(({ condition }) => sql`(${conditionSql(condition, asker)}) is true`);
  const { rows } = await sql<{ id: number; holds: boolean[] }>`
    select id, array[${sql.join(answers)}] as holds from tickets
    where id = any(${asked.ticketIds as number[]}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, holds }) => [id, asked.rules.filter((_, at) => holds[at])]));
}
