import type { z } from 'zod';
import type { teamBody, updateTeamBody } from '../../../contract/agents.ts';
import { AppError } from '../../../domain/errors.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { idsOf } from '../reads/teams.ts';
import {
  deleteTeam,
  insertTeam,
  type LockedTeam,
  lockTeam,
  renameTeam,
  setMembers,
  setMemberTiers,
  setTiers,
} from '../store/teams.ts';
import type { Managing } from './manage-agents.ts';

// Groups of agents. A team's slug stays when its name changes, since filters and programs use it.

/** Answers with the new team's public id. */
export async function addTeam(p: Platform, asked: Managing & { body: z.output<typeof teamBody> }): Promise<string> {
  return transaction(p.db, async (tx) => {
    const at = p.clock.now();
    const team = await insertTeam(tx, asked.body.name, at);
    await setPeople(tx, team.id, { members: [], ...asked.body });
    const changes: FieldChanges = { name: [null, asked.body.name] };
    await tell(tx, { ...asked, at, action: 'team.added', team, changes });
    return team.uuid;
  });
}

export async function updateTeam(
  p: Platform,
  teamId: string,
  asked: Managing & { body: z.output<typeof updateTeamBody> },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const before = await lockTeam(tx, teamId);
    const { name } = asked.body;
    if (name !== undefined) await renameTeam(tx, before.id, name);
    await setPeople(tx, before.id, asked.body);
    const changes = fromTo(before, await lockTeam(tx, teamId));
    if (Object.keys(changes).length === 0) return;
    await tell(tx, {
      ...asked,
      at: p.clock.now(),
      action: 'team.changed',
      team: { id: before.id, uuid: teamId },
      changes,
    });
  });
}

/** Who is in a team, and in which tier of it. */
async function setPeople(tx: Tx, teamId: number, body: z.output<typeof updateTeamBody>): Promise<void> {
  const { members, tiers, memberTiers } = body;
  if (members) await setMembers(tx, teamId, await idsOf(tx, 'agents', { uuids: members, field: 'members' }));
  if (tiers) await setTiers(tx, teamId, tiers);
  if (memberTiers) await setMemberTiers(tx, teamId, memberTiers);
}

export async function removeTeam(p: Platform, teamId: string, asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const team = await lockTeam(tx, teamId);
    if (!(await deleteTeam(tx, team.id))) {
      throw new AppError(
        'conflict',
        'team_has_tickets',
        'Tickets belong to this team: move them to another one first.',
      );
    }
    const changes: FieldChanges = { name: [team.name, null] };
    await tell(tx, {
      ...asked,
      at: p.clock.now(),
      action: 'team.removed',
      team: { id: team.id, uuid: teamId },
      changes,
    });
  });
}

function fromTo(before: LockedTeam, after: LockedTeam): FieldChanges {
  return {
    ...(before.name === after.name ? {} : { name: [before.name, after.name] as const }),
    ...(before.tiers.join() === after.tiers.join() ? {} : { tiers: [before.tiers, after.tiers] as const }),
    ...(before.members.join() === after.members.join() ? {} : { members: [before.members, after.members] as const }),
  };
}

type Told = Managing & { at: Date; action: string; team: { id: number; uuid: string }; changes: FieldChanges };

async function tell(tx: Tx, { actor, request, at, action, team, changes }: Told): Promise<void> {
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'team', subjectId: team.id };
  await recordEvents(tx, about, [{ type: 'team.changed', changes }]);
  await recordAudit(tx, { at, actor, request, action, objectKind: 'team', objectId: team.uuid, details: changes });
}
