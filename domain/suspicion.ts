import type { Role } from './agents.ts';
import { scopes } from './permissions.ts';

export type Person = { id: string; name: string; role: Role };

/** A network as attempts are counted (`net`), and the wider one that a person usually comes from (`network`). */
type Place = { net: string; network: string };
type SignIn = Place & {
  at: Date;
  agent: Person;
  /** Where else this account signed in from before, each with the last time. */
  earlier: readonly { at: Date; network: string }[];
};
/** Different things one network or agent touched, gathered for a moment. */
type Batch<Key> = { at: Date; things: readonly string[] } & Key;

/** What the desk knows of the last two hours. Older facts are harmless; only `earlier` must reach back 90 days. */
export type Facts = {
  refusedSignIns: readonly { at: Date; agent: Person; net: string }[];
  /** Accounts that somebody failed to sign in to, whether they exist or not. */
  triedAccounts: readonly Batch<{ net: string }>[];
  /** Setup, invite, reset, session and API tokens that opened nothing. */
  triedTokens: readonly Batch<{ net: string }>[];
  /** When an owner signed everybody out. */
  lockdowns: readonly Date[];
  signIns: readonly SignIn[];
  readTickets: readonly Batch<{ agent: Person }>[];
  readAttachments: readonly Batch<{ agent: Person }>[];
  /** `by` is null where nobody with a role of his own did it: the desk's first owner. */
  roleChanges: readonly { at: Date; agent: Person; by: string | null; from: Role | null; to: Role }[];
  credentialChanges: readonly { at: Date; agent: Person; by: string; what: 'email' | 'password'; net: string }[];
  newTokens: readonly { at: Date; agent: Person; name: string; net: string }[];
  /** Mail that nobody vouches for and that says it is from an agent. */
  forgedMails: readonly { at: Date; agent: Person }[];
  /** Mailboxes that are to be followed, not reached since then. `isTried`: and it was tried. */
  silentMailboxes: readonly { id: string; inbox: string; folder: string; since: Date; isTried: boolean }[];
};

export const severities = ['low', 'medium', 'high'] as const;
type Severity = (typeof severities)[number];

export const suspicionCodes = [
  'brute_force',
  'password_spraying',
  'sign_in_after_failures',
  'new_network',
  'mass_read',
  'role_raised',
  'owner_email_changed',
  'owner_password_changed',
  'powerful_token',
  'token_probing',
  'impersonation',
  'mailbox_silent',
] as const;
type SuspicionCode = (typeof suspicionCodes)[number];

/** `subject` says what it is about: the same code and subject are told once an hour. */
export type Suspicion = {
  code: SuspicionCode;
  subject: string;
  severity: Severity;
  values: Record<string, string | number | null>;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A mailbox that was not reached for so long is told of. */
export const silentAfterMs = 15 * minute;

/** What looks wrong in the last hour. Pure: the same facts and the same `now` say the same. */
export function suspect(facts: Facts, now: Date): Suspicion[] {
  const rules = [
    bruteForce,
    passwordSpraying,
    signInAfterFailures,
    newNetwork,
    massRead,
    roleRaised,
    ownerCredentials,
    powerfulToken,
    tokenProbing,
    impersonation,
    mailboxSilent,
  ];
  return rules.flatMap((rule) => rule(facts, now));
}

function bruteForce({ refusedSignIns }: Facts, now: Date): Suspicion[] {
  const byAccountAndNet = groups(lastHour(refusedSignIns, now), ({ agent, net }) => `${agent.id} ${net}`);
  return byAccountAndNet.flatMap(([subject, refused]) => {
    const [{ agent, net }] = refused;
    const inAMinute = fullest(refused, minute, (window) => window.length);
    if (inAMinute < 5 && refused.length < 20) return [];
    const values = { agent: agent.name, net, count: refused.length };
    return [{ code: 'brute_force', subject, severity: 'medium', values }];
  });
}

function passwordSpraying({ triedAccounts }: Facts, now: Date): Suspicion[] {
  return groups(lastHour(triedAccounts, now), ({ net }) => net).flatMap(([net, batches]) => {
    const accounts = fullest(batches, 10 * minute, distinct);
    if (accounts < 10) return [];
    return [{ code: 'password_spraying', subject: net, severity: 'high', values: { net, accounts } }];
  });
}

/** Failures since the account's last success, in the hour before this one. */
function signInAfterFailures({ signIns, refusedSignIns }: Facts, now: Date): Suspicion[] {
  return lastHour(signIns, now).flatMap((signIn) => {
    const { at, agent, net } = signIn;
    const successes = signIns.filter((one) => one.agent.id === agent.id && one.at < at).map((one) => one.at.getTime());
    const since = Math.max(at.getTime() - hour, ...successes);
    const failures = refusedSignIns.filter(
      (one) => one.agent.id === agent.id && one.at.getTime() >= since && one.at <= at,
    ).length;
    if (failures < 5) return [];
    const values = { agent: agent.name, net, failures };
    return [{ code: 'sign_in_after_failures', subject: `${agent.id} ${net}`, severity: 'high', values }];
  });
}

/** A first sign-in comes from somewhere, and that is no news. */
function newNetwork({ signIns }: Facts, now: Date): Suspicion[] {
  return lastHour(signIns, now).flatMap(({ at, agent, net, network, earlier }) => {
    const isKnown = earlier.some((one) => one.network === network && one.at.getTime() > at.getTime() - 90 * day);
    if (earlier.length === 0 || isKnown) return [];
    const severity = isPowerful(agent.role) ? 'medium' : 'low';
    return [
      { code: 'new_network', subject: `${agent.id} ${network}`, severity, values: { agent: agent.name, net, network } },
    ];
  });
}

function massRead({ readTickets, readAttachments }: Facts, now: Date): Suspicion[] {
  const most = (batches: Facts['readTickets'], id: string) =>
    fullest(
      batches.filter(({ agent }) => agent.id === id),
      10 * minute,
      distinct,
    );
  const [recentTickets, recentAttachments] = [lastHour(readTickets, now), lastHour(readAttachments, now)];
  return groups([...recentTickets, ...recentAttachments], ({ agent }) => agent.id).flatMap(([id, [{ agent }]]) => {
    const tickets = most(recentTickets, id);
    const attachments = most(recentAttachments, id);
    if (tickets <= 200 && attachments <= 100) return [];
    return [{ code: 'mass_read', subject: id, severity: 'high', values: { agent: agent.name, tickets, attachments } }];
  });
}

function roleRaised({ roleChanges }: Facts, now: Date): Suspicion[] {
  return lastHour(roleChanges, now).flatMap(({ agent, by, from, to }) => {
    const isRaised = from === null ? isPowerful(to) : reachesFurther(to, from);
    if (by === null || !isRaised) return [];
    const severity = isPowerful(to) ? 'high' : 'low';
    const values = { agent: agent.name, by, from: from?.slug ?? null, role: to.slug };
    return [{ code: 'role_raised', subject: `${agent.id} ${to.slug}`, severity, values }];
  });
}

function ownerCredentials({ credentialChanges }: Facts, now: Date): Suspicion[] {
  return lastHour(credentialChanges, now).flatMap(({ agent, by, what, net }): Suspicion[] => {
    if (agent.role.slug !== 'owner') return [];
    const values = { agent: agent.name, by, net };
    return what === 'email'
      ? [{ code: 'owner_email_changed', subject: agent.id, severity: 'high', values }]
      : [{ code: 'owner_password_changed', subject: agent.id, severity: 'medium', values }];
  });
}

function powerfulToken({ newTokens }: Facts, now: Date): Suspicion[] {
  return lastHour(newTokens, now).flatMap(({ agent, name, net }) => {
    if (!isPowerful(agent.role)) return [];
    const values = { agent: agent.name, name, net };
    return [{ code: 'powerful_token', subject: `${agent.id} ${name}`, severity: 'medium', values }];
  });
}

/** After a lockdown every browser comes back with a dead token: for an hour those are held against nobody. */
function tokenProbing({ triedTokens, lockdowns }: Facts, now: Date): Suspicion[] {
  const isAfterLockdown = (at: Date) =>
    lockdowns.some(
      (lockdown) => at.getTime() > lockdown.getTime() - minute && at.getTime() < lockdown.getTime() + hour,
    );
  const tried = lastHour(triedTokens, now).filter(({ at }) => !isAfterLockdown(at));
  return groups(tried, ({ net }) => net).flatMap(([net, batches]) => {
    const count = distinct(batches);
    if (count < 20) return [];
    return [{ code: 'token_probing', subject: net, severity: 'medium', values: { net, count } }];
  });
}

function impersonation({ forgedMails }: Facts, now: Date): Suspicion[] {
  return groups(lastHour(forgedMails, now), ({ agent }) => agent.id).flatMap(([id, mails]) => {
    if (mails.length < 5) return [];
    const values = { agent: mails[0].agent.name, count: mails.length };
    return [{ code: 'impersonation', subject: id, severity: 'medium', values }];
  });
}

function mailboxSilent({ silentMailboxes }: Facts, now: Date): Suspicion[] {
  return silentMailboxes.flatMap(({ id, inbox, folder, since, isTried }) => {
    const silence = now.getTime() - since.getTime();
    if (!isTried || silence < silentAfterMs) return [];
    const values = { inbox, folder, minutes: Math.floor(silence / minute) };
    return [{ code: 'mailbox_silent', subject: id, severity: 'high', values }];
  });
}

/** Somebody who may do everything: owners, admins, and roles made like them. */
function isPowerful({ permissions }: Role): boolean {
  return permissions.includes('*');
}

function reachesFurther(to: Role, from: Role): boolean {
  if (to.slug === 'owner') return from.slug !== 'owner';
  if (scopes.indexOf(to.scope) > scopes.indexOf(from.scope)) return true;
  return !isPowerful(from) && to.permissions.some((one) => !from.permissions.includes(one));
}

function lastHour<T extends { at: Date }>(facts: readonly T[], now: Date): T[] {
  return facts.filter(({ at }) => at.getTime() > now.getTime() - hour && at <= now);
}

type AtLeastOne<T> = readonly [T, ...T[]];

function groups<T>(facts: readonly T[], keyOf: (fact: T) => string): [string, AtLeastOne<T>][] {
  return [...Map.groupBy(facts, keyOf)] as [string, [T, ...T[]]][];
}

/** The most that `measure` finds in any stretch of this length. A stretch that ends where the last one did holds less. */
function fullest<T extends { at: Date }>(facts: readonly T[], length: number, measure: (window: T[]) => number) {
  const sorted = facts.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  let most = 0;
  let end = 0;
  for (const [first, { at }] of sorted.entries()) {
    const before = end;
    while (end < sorted.length && Number(sorted[end]?.at) < at.getTime() + length) end++;
    if (end > before) most = Math.max(most, measure(sorted.slice(first, end)));
  }
  return most;
}

function distinct(batches: readonly { things: readonly string[] }[]): number {
  return new Set(batches.flatMap(({ things }) => things)).size;
}
