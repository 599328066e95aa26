import type { z } from 'zod';
import type { createAgentBody, updateAgentBody } from '../../../contract/agents.ts';
import { type AgentChange, checkGrant, checkManage } from '../../../domain/agents.ts';
import { AppError } from '../../../domain/errors.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { uniqueConstraintOf } from '../../platform/database/database-errors.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { getRole } from '../reads/roles.ts';
import { idsOf } from '../reads/teams.ts';
import {
  type AgentChanges,
  forgetLinks,
  insertAgent,
  type LockedAgent,
  lockAgent,
  saveAgent,
  setTeamsOf,
  shutOut,
} from '../store/agents.ts';

// Who works here, in which role and teams. How they prove who they are (passwords, links, tokens) is the auth room's.

type Request = { ip: string; id: string };
export type Managing = { actor: AgentActor; request?: Request | undefined };

/** Adds somebody who cannot sign in yet: the invite that follows lets them choose a password. */
export async function addAgent(
  tx: Tx,
  p: Platform,
  asked: Managing & { body: z.output<typeof createAgentBody> },
): Promise<{ id: number; uuid: string }> {
  const { actor, body } = asked;
  const role = await getRole(tx, body.role);
  checkGrant(actor, role);
  const teamIds = await idsOf(tx, 'teams', { uuids: body.teams ?? [], field: 'teams' });
  const at = p.clock.now();
  const { name, email } = body;
  const locale = body.locale ?? (await readSettings(p, tx)).locale;
  const agent = await insertAgent(tx, { name, email, role: role.slug, locale, passwordHash: null, at }).catch(
    emailTaken,
  );
  await setTeamsOf(tx, agent.id, teamIds);
  await tell(tx, { ...asked, at, agentId: agent.id, changes: { role: [null, role.slug] } });
  const details = { name, email, role: role.slug };
  await recordAudit(tx, { ...asked, at, action: 'agent.added', objectKind: 'agent', objectId: agent.uuid, details });
  return agent;
}

export async function updateAgent(
  p: Platform,
  agentId: string,
  asked: Managing & { body: z.output<typeof updateAgentBody> },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { agent, otherOwners } = await lockAgent(tx, agentId);
    checkManage(asked.actor, agent, { change: await changeOf(tx, asked.body), otherOwners });
    const changes = changed(agent, asked.body);
    const teams = asked.body.teams;
    if (Object.keys(changes).length === 0 && teams === undefined) return;

    const at = p.clock.now();
    await saveAgent(tx, agent.id, { changes, at }).catch(emailTaken);
    if (teams) await setTeamsOf(tx, agent.id, await idsOf(tx, 'teams', { uuids: teams, field: 'teams' }));
    if (changes.isActive === false) await shutOut(tx, agent.id, at);
    if (changes.email !== undefined) await forgetLinks(tx, agent.id);
    const details: FieldChanges = { ...fromTo(agent, changes), ...(await teamsFromTo(tx, agent)) };
    await tell(tx, { ...asked, at, agentId: agent.id, changes: details });
    await recordAudit(tx, {
      ...asked,
      at,
      action: 'agent.changed',
      objectKind: 'agent',
      objectId: agent.uuid,
      details,
    });
  });
}

/** For rooms that do something else to an agent (a new invite): locked, and with what `checkManage` needs. */
export const lockManagedAgent = lockAgent;

async function changeOf(tx: Tx, body: z.output<typeof updateAgentBody>): Promise<AgentChange> {
  return {
    ...(body.role === undefined ? {} : { role: await getRole(tx, body.role) }),
    ...(body.isActive === undefined ? {} : { isActive: body.isActive }),
  };
}

/** Only what differs from what is. */
function changed(agent: LockedAgent, body: z.output<typeof updateAgentBody>): AgentChanges {
  const changes: AgentChanges = {};
  if (body.name !== undefined && body.name !== agent.name) changes.name = body.name;
  if (body.email !== undefined && body.email !== agent.email) changes.email = body.email;
  if (body.role !== undefined && body.role !== agent.role.slug) changes.role = body.role;
  if (body.isActive !== undefined && body.isActive !== agent.isActive) changes.isActive = body.isActive;
  return changes;
}

function fromTo(agent: LockedAgent, changes: AgentChanges): FieldChanges {
  const before = { name: agent.name, email: agent.email, role: agent.role.slug, isActive: agent.isActive };
  return Object.fromEntries(
    Object.entries(changes).map(([field, to]) => [field, [before[field as keyof typeof before], to]] as const),
  );
}

async function teamsFromTo(tx: Tx, before: LockedAgent): Promise<FieldChanges> {
  const { agent } = await lockAgent(tx, before.uuid);
  return agent.teams.join() === before.teams.join() ? {} : { teams: [before.teams, agent.teams] };
}

async function tell(tx: Tx, what: Managing & { at: Date; agentId: number; changes: FieldChanges }): Promise<void> {
  const { at, actor, agentId, changes } = what;
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'agent', subjectId: agentId };
  await recordEvents(tx, about, [{ type: 'agent.changed', changes }]);
}

function emailTaken(error: unknown): never {
  if (uniqueConstraintOf(error) !== 'agents_email_key') throw error;
  const sentence = 'Another agent has this address.';
  throw new AppError('conflict', 'agent_email_taken', sentence, { fields: { email: sentence } });
}
