import { AppError } from './errors.ts';
import { type AgentActor, may, type Permission, type Scope, scopes } from './permissions.ts';

/** What a role grants. */
export type Role = { slug: string; permissions: readonly string[]; scope: Scope };

export type ManagedAgent = { id: number; role: Role; isActive: boolean };
export type AgentChange = { role?: Role; isActive?: boolean };

/** True when the actor's own role reaches as far as this one: nobody hands out, or lays hands on, more than he has. */
export function covers(actor: AgentActor, role: Role): boolean {
  if (role.slug === 'owner') return actor.role === 'owner';
  if (scopes.indexOf(actor.scope) < scopes.indexOf(role.scope)) return false;
  return role.permissions.every((one) => (one === '*' ? actor.permissions.has('*') : may(actor, one as Permission)));
}

/** Refuses to make an agent of a role that reaches further than the actor's own. */
export function checkGrant(actor: AgentActor, role: Role): void {
  if (covers(actor, role)) return;
  const sentence = role.slug === 'owner' ? 'Only an owner makes owners.' : 'This role may do more than yours.';
  throw new AppError('forbidden', 'role_above_you', sentence, { fields: { role: sentence } });
}

/** Refuses changes to an agent that would raise somebody, or leave the desk without an owner. */
export function checkManage(
  actor: AgentActor,
  agent: ManagedAgent,
  asked: { change: AgentChange; otherOwners: number },
): void {
  if (!covers(actor, agent.role)) {
    throw new AppError('forbidden', 'agent_above_you', 'This agent may do more than you.');
  }
  const role = asked.change.role?.slug === agent.role.slug ? undefined : asked.change.role;
  const leaves = asked.change.isActive === false && agent.isActive;
  if (role === undefined && !leaves) return;

  if (agent.role.slug === 'owner' && agent.isActive && asked.otherOwners === 0) {
    throw new AppError('conflict', 'last_owner', 'The desk needs an owner: make another one first.');
  }
  if (agent.id === actor.id) throw byHimself(role !== undefined);
  if (role) checkGrant(actor, role);
}

function byHimself(isRole: boolean): AppError {
  return isRole
    ? new AppError('forbidden', 'own_role', 'Nobody changes his own role: ask another admin.')
    : new AppError('forbidden', 'own_account', 'Nobody turns off his own account: ask another admin.');
}
