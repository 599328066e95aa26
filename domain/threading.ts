import { type ClosedPolicy, opensAgain, usualClosedPolicy } from './closed-policy.ts';
import type { Reason } from './events.ts';
import type { StatusCategory } from './tickets/ticket.ts';

/** What may tell which ticket a mail belongs to, best first. */
export const signals = [
  'signed_address',
  'our_message_id',
  'known_message_id',
  'named_message_id',
  'subject_number',
  'same_sender', // in talk that has no threads of its own
] as const;
export type Signal = (typeof signals)[number];

/** A ticket as threading sees it. A merged ticket is given as its target, `mergedFrom` naming the one that matched. */
export type ThreadTicket = {
  id: number;
  number: number;
  category: StatusCategory;
  closedAt: Date | null;
  requesterId: number;
  organizationId: number | null;
  participantIds: readonly number[];
  mergedFrom: number | null;
  /** The id of that one: what is written for it goes back with it when the merge is undone. */
  mergedFromId?: number;
  /** Tickets that were one before they were split share it. */
  family?: number;
};

/**
 * One signal that pointed at a ticket. `givenTo` is the contact a valid token was made for; null where no token stood. `nearness` says
 * of a message that the mail names how far back in the thread it is; 0 is the one that it answers.
 */
export type ThreadMatch = {
  signal: Signal;
  evidence: string;
  ticket: ThreadTicket;
  givenTo: number | null;
  nearness?: number;
};

export type Sender = {
  contactId: number | null;
  organizationId: number | null;
  /** Set when the address is an active agent's; `sees` says which of the matched tickets their scope shows them. */
  agent: { id: number; sees: (ticketId: number) => boolean } | null;
  isVerified: boolean;
  /** A machine wrote it. */
  isAutomatic?: boolean;
};
/** What the inbox allows. `closed.at` is when the mail came; without it an answer to a closed ticket opens another one. */
type ThreadPolicy = { colleagues: boolean; closed?: { policy: ClosedPolicy; at: Date } };

/** Why the sender may write into the ticket. */
type Standing = 'requester' | 'participant' | 'agent' | 'colleague' | 'token';
export type Threading = {
  /** The ticket the mail joins, or null: a new one is opened. */
  ticket: ThreadTicket | null;
  /** How a new ticket is tied to the one it was not put into. */
  link: { kind: 'may_belong_to' | 'follow_up_of'; ticket: ThreadTicket } | null;
  /** In whose name it speaks. Only verified mail that carries a token speaks as an agent. */
  speaksAs: 'contact' | 'agent';
  /** Whether those it is copied to become participants: only somebody with a part in the ticket, and verified, brings others. */
  bringsOthers: boolean;
  reason: Reason;
};

/**
 * Which ticket does this mail belong to, and why? Pure: the shell has looked up what every signal points at.
 * A signal is never enough: the sender must have a standing in the ticket, or carry the token we gave away.
 */
export function thread(matches: readonly ThreadMatch[], sender: Sender, policy: ThreadPolicy): Threading {
  const found = afterSplits(matches);
  const ranked = signals.flatMap((signal) => found.filter((match) => match.signal === signal).toSorted(nearestFirst));
  for (const match of ranked) {
    const standing = standingIn(match, sender, policy);
    if (standing !== null) return accepted(match, { standing, sender, policy });
  }

  const refused = ranked[0];
  if (refused === undefined) return opened(sender, null, { code: 'new_ticket', values: {} });
  const values = { ...valuesOf(refused), isVerified: sender.isVerified };
  return opened(sender, { kind: 'may_belong_to', ticket: refused.ticket }, { code: 'not_a_participant', values });
}

/**
 * The addresses and numbers we gave away before a ticket was split name the one that is left of it. Among tickets that were one, the
 * message that is answered tells which is meant: the one in which it stands now.
 */
function afterSplits(matches: readonly ThreadMatch[]): readonly ThreadMatch[] {
  const nearest = Math.min(...matches.map(({ nearness = Number.POSITIVE_INFINITY }) => nearness));
  const answered = matches.filter(({ nearness }) => nearness === nearest);
  const family = answered[0]?.ticket.family;
  if (family === undefined) return matches;
  return matches.flatMap((match) => {
    if (match.nearness === nearest || match.ticket.family !== family) return [match];
    return answered.map(({ ticket }) => ({ ...match, ticket }));
  });
}

/** Equal signals: one with a token, then an open ticket, then the newest; the order they were found in tells nothing. */
function nearestFirst(one: ThreadMatch, other: ThreadMatch): number {
  const hasNoToken = ({ givenTo }: ThreadMatch) => Number(givenTo === null);
  const isClosed = ({ ticket }: ThreadMatch) => Number(ticket.category === 'closed');
  return (
    hasNoToken(one) - hasNoToken(other) ||
    isClosed(one) - isClosed(other) ||
    other.ticket.id - one.ticket.id ||
    (one.evidence < other.evidence ? -1 : Number(one.evidence > other.evidence))
  );
}

function standingIn(match: ThreadMatch, sender: Sender, policy: ThreadPolicy): Standing | null {
  const { ticket } = match;
  if (sender.agent !== null && sender.isVerified && sender.agent.sees(ticket.id)) return 'agent';
  if (sender.contactId !== null && sender.contactId === ticket.requesterId) return 'requester';
  if (sender.contactId !== null && ticket.participantIds.includes(sender.contactId)) return 'participant';
  if (carriesToken(match, sender)) return 'token';
  return policy.colleagues && isColleague(match, sender) ? 'colleague' : null;
}

/** A number can be guessed by a colleague as by anybody; the id of a message shows that they were given one to read. */
function isColleague({ signal, ticket }: ThreadMatch, { organizationId }: Sender): boolean {
  return organizationId !== null && organizationId === ticket.organizationId && signal !== 'subject_number';
}

/**
 * The reply address is shown to nobody but whom we wrote to, so whoever knows it belongs in the ticket. A Message-ID
 * travels on in References to everybody who is copied later: there the token counts only for the contact it was given to.
 * A machine belongs nowhere by an address: people give addresses to machines, to have passwords and codes sent there.
 */
function carriesToken(match: ThreadMatch, sender: Sender): boolean {
  if (match.givenTo === null) return false;
  if (match.signal === 'signed_address') return sender.isAutomatic !== true;
  return match.signal === 'our_message_id' && sender.contactId === match.givenTo;
}

type Accepted = { standing: Standing; sender: Sender; policy: ThreadPolicy };

function accepted(match: ThreadMatch, { standing, sender, policy }: Accepted): Threading {
  const values = { ...valuesOf(match), standing, isVerified: sender.isVerified };
  const isOpenedAgain = standing !== 'agent' && opensAgainFor(match.ticket, policy);
  if (match.ticket.category === 'closed' && !isOpenedAgain) {
    const { does, days } = policy.closed?.policy ?? usualClosedPolicy;
    const why = { ...values, policy: does, ...(does === 'follow_up_after' && { days }) };
    return opened(
      sender,
      { kind: 'follow_up_of', ticket: match.ticket },
      { code: 'ticket_closed_follow_up', values: why },
    );
  }
  const speaksAs = standing === 'agent' && match.givenTo !== null ? 'agent' : 'contact';
  const bringsOthers = sender.isVerified && standing !== 'token' && standing !== 'colleague';
  return { ticket: match.ticket, link: null, speaksAs, bringsOthers, reason: { code: match.signal, values } };
}

/** For customers: what an agent writes by mail brings no closed ticket back. */
function opensAgainFor({ closedAt }: ThreadTicket, { closed }: ThreadPolicy): boolean {
  return closed !== undefined && opensAgain(closed.policy, closedAt, closed.at);
}

function opened(sender: Sender, link: Threading['link'], reason: Reason): Threading {
  return { ticket: null, link, speaksAs: 'contact', bringsOthers: sender.isVerified, reason };
}

function valuesOf(match: ThreadMatch): Record<string, unknown> {
  const { ticket } = match;
  return {
    signal: match.signal,
    evidence: match.evidence,
    ticketNumber: ticket.number,
    ...(ticket.mergedFrom === null ? {} : { mergedFrom: ticket.mergedFrom }),
  };
}
