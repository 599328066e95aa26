import { sql } from 'kysely';
import type { z } from 'zod';
import type { updateLimitsBody } from '../../../contract/assignment.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Tx } from '../../platform/platform.ts';

export type LimitChanges = z.output<typeof updateLimitsBody>;

/** Only what is given changes; the row is there (see `holdAgents`). */
export async function saveLimits(tx: Tx, agentId: number, changes: LimitChanges): Promise<void> {
  const { cap, channelCaps, timeZone, week, absences, skills } = changes;
  const columns = {
    ...(cap !== undefined && { cap }),
    ...(channelCaps !== undefined && { channel_caps: JSON.stringify(channelCaps) }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(week !== undefined && { week: week === null ? null : JSON.stringify(week) }),
  };
  if (Object.keys(columns).length > 0) {
    await tx.updateTable('agent_assignment').set(columns).where('agent_id', '=', agentId).execute();
  }
  if (absences !== undefined) await setAbsences(tx, agentId, absences);
  if (skills !== undefined) await setSkills(tx, agentId, skills);
}

async function setAbsences(tx: Tx, agentId: number, absences: NonNullable<LimitChanges['absences']>): Promise<void> {
  await tx.deleteFrom('absences').where('agent_id', '=', agentId).execute();
  const rows = absences.map(({ from, to }) => ({ agent_id: agentId, begins_on: from, ends_on: to }));
  if (rows.length > 0) await tx.insertInto('absences').values(rows).execute();
}

async function setSkills(tx: Tx, agentId: number, skills: Readonly<Record<string, number>>): Promise<void> {
  await tx.deleteFrom('agent_skills').where('agent_id', '=', agentId).execute();
  const given = JSON.stringify(Object.entries(skills).map(([uuid, level]) => ({ uuid, level })));
  const { numAffectedRows } = await sql`insert into agent_skills (agent_id, skill_id, level)
    select ${agentId}, skills.id, given.level from jsonb_to_recordset(${given}::jsonb) as given (uuid uuid, level smallint)
    join skills on skills.uuid = given.uuid`.execute(tx);
  if (Number(numAffectedRows) === Object.keys(skills).length) return;
  const sentence = 'One of these skills does not exist.';
  throw new AppError('invalid', 'unknown_reference', sentence, { fields: { skills: sentence } });
}
