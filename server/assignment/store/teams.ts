import { sql } from 'kysely';
import type { z } from 'zod';
import type { channelWeightsBody, teamAssignmentBody } from '../../../contract/assignment.ts';
import type { Tx } from '../../platform/platform.ts';

export type TeamRules = z.output<typeof teamAssignmentBody>;

export async function saveTeamRules(tx: Tx, teamId: number, rules: TeamRules): Promise<void> {
  const columns = {
    method: rules.method,
    prefers_previous_agent: rules.prefersPreviousAgent,
    absent_minutes: rules.absentMinutes,
    silent_minutes: rules.silentMinutes,
    returns_answered: rules.returnsAnswered,
  };
  await tx
    .insertInto('team_assignment')
    .values({ team_id: teamId, ...columns })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(columns))
    .execute();
}

/** A weight of null is what the channel says of itself. */
export async function saveWeights(tx: Tx, weights: z.output<typeof channelWeightsBody>['weights']): Promise<void> {
  const given = Object.entries(weights);
  const usual = given.filter(([, weight]) => weight === null).map(([channel]) => channel);
  await sql`delete from channel_weights where channel = any(${usual}::text[])`.execute(tx);
  for (const [channel, weight] of given) {
    if (weight === null) continue;
    await tx
      .insertInto('channel_weights')
      .values({ channel, weight })
      .onConflict((conflict) => conflict.column('channel').doUpdateSet({ weight }))
      .execute();
  }
}
