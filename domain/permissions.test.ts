import { describe, expect, test } from 'vitest';
import {
  type AgentActor,
  canSee,
  may,
  type Permission,
  permissions,
  runsTheDesk,
  type Scope,
  type TicketInScope,
} from './permissions.ts';

/** The built-in roles as the first migration writes them; server/agents/reads/scope.test.ts compares the two. */
const tickets: Permission[] = ['tickets.read', 'tickets.create', 'tickets.reply', 'tickets.note', 'tickets.update'];
const roles: Record<string, { permissions: string[]; scope: Scope }> = {
  owner: { permissions: ['*'], scope: 'all' },
  admin: { permissions: ['*'], scope: 'all' },
  agent: { permissions: [...tickets, 'contacts.read', 'contacts.write'], scope: 'teams' },
  limited: { permissions: ['tickets.read', 'tickets.reply', 'tickets.note', 'tickets.update'], scope: 'own' },
  collaborator: { permissions: ['tickets.read', 'tickets.note'], scope: 'following' },
};

const me = 1;
const myTeam = 10;
function agent(role: string, more: Partial<AgentActor> = {}): AgentActor {
  const { permissions: granted, scope } = roles[role] ?? { permissions: ['tickets.read'], scope: 'own' };
  return {
    kind: 'agent',
    id: me,
    uuid: '',
    name: '',
    email: '',
    role,
    permissions: new Set(granted),
    scope,
    teamIds: [myTeam],
    viaToken: false,
    ...more,
  };
}

describe('what a role may do', () => {
  const table: [sentence: string, permission: Permission, roles: string[]][] = [
    ['reads tickets', 'tickets.read', ['owner', 'admin', 'agent', 'limited', 'collaborator']],
    ['opens tickets for customers', 'tickets.create', ['owner', 'admin', 'agent']],
    ['answers customers', 'tickets.reply', ['owner', 'admin', 'agent', 'limited']],
    ['writes internal notes', 'tickets.note', ['owner', 'admin', 'agent', 'limited', 'collaborator']],
    ['changes tickets', 'tickets.update', ['owner', 'admin', 'agent', 'limited']],
    ['looks through contacts', 'contacts.read', ['owner', 'admin', 'agent']],
    ['changes contacts', 'contacts.write', ['owner', 'admin', 'agent']],
    ['brings contacts from tables', 'contacts.import', ['owner', 'admin']],
    ['adds and changes agents', 'agents.manage', ['owner', 'admin']],
    ['adds and changes teams', 'teams.manage', ['owner', 'admin']],
    ['adds and changes inboxes', 'inboxes.manage', ['owner', 'admin']],
    ['sees parked mail and the outbox', 'deliveries.manage', ['owner', 'admin']],
    ['changes settings', 'settings.manage', ['owner', 'admin']],
    ['manages promises and business hours', 'sla.manage', ['owner', 'admin']],
    ['makes topics, forms and fields', 'topics.manage', ['owner', 'admin']],
    ['says what is read out of messages', 'triage.manage', ['owner', 'admin']],
    ['manages triggers and automations', 'automation.manage', ['owner', 'admin']],
    ['manages everybody’s macros', 'macros.manage', ['owner', 'admin']],
    ['tells other programs', 'webhooks.manage', ['owner', 'admin']],
    ['shares views', 'views.share', ['owner', 'admin']],
    ['reads the audit log', 'audit.read', ['owner', 'admin']],
  ];

  test.each(table)('%s', (_, permission, allowed) => {
    expect(Object.keys(roles).filter((role) => may(agent(role), permission))).toEqual(allowed);
  });

  test('every permission has its sentence above', () => {
    expect(table.map(([, permission]) => permission).sort()).toEqual([...permissions].sort());
  });

  test('rules and the desk itself may do anything, a contact nothing here', () => {
    for (const permission of permissions) {
      expect(may({ kind: 'rule', id: 1, depth: 1 }, permission)).toBe(true);
      expect(may({ kind: 'system' }, permission)).toBe(true);
      expect(may({ kind: 'contact', id: 1 }, permission)).toBe(false);
    }
  });
});

describe('which tickets a scope shows', () => {
  const ticket = (more: Partial<TicketInScope> = {}): TicketInScope => ({
    assigneeId: 2,
    teamId: 20,
    requesterId: 5,
    isFollowed: false,
    ...more,
  });
  const table: [sentence: string, ticket: TicketInScope, scopes: Scope[]][] = [
    ['mine, in another team', ticket({ assigneeId: me }), ['own', 'following', 'own_or_unassigned', 'teams', 'all']],
    ['a colleague’s, in another team', ticket(), ['all']],
    ['a colleague’s, in another team, followed by me', ticket({ isFollowed: true }), ['following', 'all']],
    ['a colleague’s, in my team', ticket({ teamId: myTeam }), ['teams', 'all']],
    ['a colleague’s, of no team', ticket({ teamId: null }), ['teams', 'all']],
    ['nobody’s, in my team', ticket({ assigneeId: null, teamId: myTeam }), ['own_or_unassigned', 'teams', 'all']],
    ['nobody’s, of no team', ticket({ assigneeId: null, teamId: null }), ['own_or_unassigned', 'teams', 'all']],
    ['nobody’s, in another team', ticket({ assigneeId: null }), ['all']],
  ];
  const scopes: Scope[] = ['own', 'following', 'own_or_unassigned', 'teams', 'all'];

  test.each(table)('%s', (_, shown, expected) => {
    expect(scopes.filter((scope) => canSee(agent('any', { scope }), shown))).toEqual(expected);
  });

  test('a limited agent sees the tickets assigned to him and no other', () => {
    expect(canSee(agent('limited'), ticket({ assigneeId: me }))).toBe(true);
    expect(canSee(agent('limited'), ticket({ teamId: myTeam, isFollowed: true }))).toBe(false);
  });

  test('owner and admin see all', () => {
    for (const role of ['owner', 'admin']) expect(canSee(agent(role), ticket())).toBe(true);
  });

  test('without tickets.read no scope shows anything, not even one’s own', () => {
    const nobody = agent('any', { permissions: new Set(), scope: 'all' });
    expect(canSee(nobody, ticket({ assigneeId: me }))).toBe(false);
  });

  test('a contact sees what he asked himself', () => {
    expect(canSee({ kind: 'contact', id: 5 }, ticket())).toBe(true);
    expect(canSee({ kind: 'contact', id: 6 }, ticket())).toBe(false);
  });
});

test('the owner and admins run the desk, and nobody whom something is kept from', () => {
  expect(Object.keys(roles).filter((slug) => runsTheDesk(roles[slug] as (typeof roles)[string]))).toEqual([
    'owner',
    'admin',
  ]);
  expect(runsTheDesk({ permissions: ['*'], scope: 'teams' })).toBe(false);
  expect(runsTheDesk({ permissions: ['tickets.read', 'tickets.update'], scope: 'all' })).toBe(false);
});
