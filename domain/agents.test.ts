import { expect, test } from 'vitest';
import { checkGrant, checkManage, type ManagedAgent, type Role } from './agents.ts';
import { AppError } from './errors.ts';
import type { AgentActor } from './permissions.ts';

const owner: Role = { slug: 'owner', permissions: ['*'], scope: 'all' };
const admin: Role = { slug: 'admin', permissions: ['*'], scope: 'all' };
const agent: Role = { slug: 'agent', permissions: ['tickets.read', 'tickets.reply'], scope: 'teams' };
const limited: Role = { slug: 'limited', permissions: ['tickets.read', 'tickets.reply'], scope: 'own' };
const registrar: Role = { slug: 'registrar', permissions: ['agents.manage', 'tickets.read'], scope: 'teams' };

function actor(role: Role, id = 1): AgentActor {
  return {
    kind: 'agent',
    id,
    uuid: '',
    name: '',
    email: '',
    role: role.slug,
    permissions: new Set(role.permissions),
    scope: role.scope,
    teamIds: [],
    viaToken: false,
  };
}
const person = (role: Role, id = 2, isActive = true): ManagedAgent => ({ id, role, isActive });

function codeOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'done';
}

test.each([
  ['an owner makes an owner', owner, owner, 'done'],
  ['an admin makes no owner', admin, owner, 'role_above_you'],
  ['an admin makes an admin', admin, admin, 'done'],
  ['who manages agents makes no admin', registrar, admin, 'role_above_you'],
  ['who manages agents gives no permission he lacks', registrar, agent, 'role_above_you'],
  ['who manages agents gives what he has', registrar, { ...limited, permissions: ['tickets.read'] }, 'done'],
  [
    'nobody gives a wider scope than his own',
    { ...registrar, scope: 'own' as const },
    { ...limited, permissions: [], scope: 'teams' as const },
    'role_above_you',
  ],
])('%s', (...[, role, granted, answer]) => {
  expect(codeOf(() => checkGrant(actor(role), granted))).toBe(answer);
});

test.each([
  ['an owner demotes an admin', owner, person(admin), { role: agent }, 1, 'done'],
  ['an admin does not touch an owner, not even his name', admin, person(owner), {}, 1, 'agent_above_you'],
  ['who manages agents does not touch an admin', registrar, person(admin), { isActive: false }, 1, 'agent_above_you'],
  ['an owner demotes another owner', owner, person(owner), { role: admin }, 1, 'done'],
  ['the last owner cannot step down', owner, person(owner, 1), { role: admin }, 0, 'last_owner'],
  ['the last owner cannot be turned off', owner, person(owner), { isActive: false }, 0, 'last_owner'],
  ['an owner who was turned off may be demoted', owner, person(owner, 2, false), { role: admin }, 0, 'done'],
  ['nobody changes his own role', admin, person(admin, 1), { role: agent }, 1, 'own_role'],
  ['nobody makes himself an owner', admin, person(admin, 1), { role: owner }, 1, 'own_role'],
  ['nobody turns himself off', admin, person(admin, 1), { isActive: false }, 1, 'own_account'],
  ['an admin makes nobody an owner', admin, person(agent), { role: owner }, 1, 'role_above_you'],
  ['naming the role somebody has changes nothing', admin, person(admin, 1), { role: admin }, 1, 'done'],
])('%s', (...[, role, target, change, otherOwners, answer]) => {
  expect(codeOf(() => checkManage(actor(role), target, { change, otherOwners }))).toBe(answer);
});
