import { sql } from 'kysely';
import type { Condition } from '../../../domain/conditions/condition.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readAsker } from './asker.ts';
import { conditionSql } from './conditions.ts';

type Asked = { actor: AgentActor; condition: Condition; teamSlug?: string | undefined; limit: number };

/** The numbers of all tickets an agent sees that a condition holds for now, lowest first, `limit` at most. */
export async function numbersOf(tx: Tx, p: Platform, { actor, condition, teamSlug, limit }: Asked): Promise<number[]> {
  const asker = await readAsker(tx, { now: p.clock.now(), me: actor }, [condition]);
  const ofTeam = teamSlug === undefined ? sql`true` : sql`team_id = (select id from teams where slug = ${teamSlug})`;
  const { rows } = await sql<{ number: number }>`${planAnew}
    select number from tickets where ${conditionSql(condition, asker)} and ${ofTeam} and ${inScope(actor)}
    order by number limit ${limit}`.execute(tx);
  return rows.map(({ number }) => number);
}
