import type { MacroUsed, Occasion } from './events.ts';

/** What a role may do. `*` in a role means all of them. */
export const permissions = [
  'tickets.read',
  'tickets.create',
  'tickets.reply',
  'tickets.note',
  'tickets.update',
  'contacts.read',
  'contacts.write',
  'contacts.import', // many at once, from a table
  'agents.manage',
  'teams.manage',
  'inboxes.manage',
  'topics.manage', // topics with their forms and checklists, and the fields of tickets
  'deliveries.manage', // parked mail, outbox, retry
  'sla.manage', // policies, business hours, holidays
  'triage.manage', // what is read out of messages and suggested
  'automation.manage', // triggers and automations
  'macros.manage', // everybody's macros; an own one needs no more than to reply
  'webhooks.manage',
  'settings.manage',
  'views.share',
  'audit.read',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * Which tickets a role sees.
 * own: assigned to me · following: those I follow (a mention makes me a follower) or hold ·
 * own_or_unassigned: mine, and unassigned ones of my teams or of no team ·
 * teams: mine, my teams', and those of no team · all: all.
 */
export const scopes = ['own', 'following', 'own_or_unassigned', 'teams', 'all'] as const;
export type Scope = (typeof scopes)[number];

export type AgentActor = {
  kind: 'agent';
  id: number;
  uuid: string;
  name: string;
  email: string;
  role: string;
  permissions: ReadonlySet<string>;
  scope: Scope;
  teamIds: readonly number[];
  /** Set when the request came with an API token: such replies have no undo window. */
  viaToken: boolean;
  /** What they do now is done by this macro. */
  macro?: MacroUsed;
};
/**
 * A trigger or an automation. `chain`: the rules that led here and this one, the first one first (domain/automation/chain.ts);
 * `occasion`: what set it off.
 */
export type RuleActor = { kind: 'rule'; id: number; depth: number; chain?: readonly number[]; occasion?: Occasion };
/** Who acts. No ticket loads without one. */
export type Actor = AgentActor | { kind: 'contact'; id: number } | RuleActor | { kind: 'system' };

/** True when the actor's role carries the permission. Rules and the system may do anything; contacts nothing here. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'agent') return actor.permissions.has('*') || actor.permissions.has(permission);
  return actor.kind !== 'contact';
}

/** Runs the desk: may do anything and sees every ticket, as the owner and admins. */
export function runsTheDesk({ permissions: granted, scope }: { permissions: Iterable<string>; scope: Scope }): boolean {
  return new Set(granted).has('*') && scope === 'all';
}

export type TicketInScope = {
  assigneeId: number | null;
  teamId: number | null;
  requesterId: number;
  isFollowed: boolean;
};

/** The scope as a predicate over one ticket. Its SQL twin is `server/agents/reads/scope.ts`; a test holds them together. */
export function canSee(actor: Actor, ticket: TicketInScope): boolean {
  if (actor.kind === 'rule' || actor.kind === 'system') return true;
  if (actor.kind === 'contact') return ticket.requesterId === actor.id;
  if (!may(actor, 'tickets.read')) return false;
  if (actor.scope === 'all' || ticket.assigneeId === actor.id) return true;
  const ofMyTeams = ticket.teamId === null || actor.teamIds.includes(ticket.teamId);
  switch (actor.scope) {
    case 'own':
      return false;
    case 'following':
      return ticket.isFollowed;
    case 'own_or_unassigned':
      return ticket.assigneeId === null && ofMyTeams;
    case 'teams':
      return ofMyTeams;
  }
}
