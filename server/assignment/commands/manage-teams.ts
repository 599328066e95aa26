import { idsOf, teamNotFound } from '../../agents/reads/teams.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTeam } from '../reads/teams.ts';
import { saveTeamRules, saveWeights, type TeamRules } from '../store/teams.ts';
import { type Managing, tellAssignment } from './told.ts';

// How teams give out tickets, and what tickets weigh.

export async function setTeamRules(
  p: Platform,
  teamId: string,
  { rules, ...managing }: Managing & { rules: TeamRules },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const [id] = await idsOf(tx, 'teams', { uuids: [teamId], field: 'team' }).catch(() => []);
    if (id === undefined) throw teamNotFound();
    const before = await readTeam(tx, id);
    await saveTeamRules(tx, id, rules);
    const details = { method: [before.method, rules.method] };
    await tellAssignment(tx, p, {
      ...managing,
      action: 'team.assignment',
      object: { kind: 'team', id, uuid: teamId },
      details,
    });
  });
}

export async function setWeights(
  p: Platform,
  { weights, ...managing }: Managing & { weights: Record<string, number | null> },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    await saveWeights(tx, weights);
    await tellAssignment(tx, p, { ...managing, action: 'channel_weights.changed', object: null, details: weights });
  });
}
