import type { Candidate, Choice, Considered, DeskMethod, Need, Skipped } from './candidate.ts';

type Fit = { candidate: Candidate; fit: number };

/**
 * Chooses who takes a ticket, and says of everybody why or why not. Who is away, outside working hours, full, or lacks a required
 * skill is passed over; a preferred skill only ranks. The previous agent comes first where one is wanted; then the method decides:
 * whose turn it is, who holds least, or who fits best (then load, then the longest wait). Equal candidates go by id, so that the
 * same facts give the same choice.
 */
export function choose(method: DeskMethod, need: Need, candidates: readonly Candidate[]): Choice {
  const considered: Considered[] = [];
  const able: Fit[] = [];
  for (const candidate of candidates) {
    const skipped = reasonToSkip(candidate, need);
    const fit = skipped === null ? fitOf(candidate, need) : 0;
    considered.push(consider(candidate, need, { skipped, fit }));
    if (skipped === null) able.push({ candidate, fit });
  }
  const best = firstBy(able, orders[method]);
  if (!best) return { agentId: null, because: 'nobody', considered };
  const previous = able.find(({ candidate }) => candidate.agentId === need.previousAgentId);
  if (previous) return { agentId: previous.candidate.agentId, because: 'previous_agent', considered };
  return { agentId: best.candidate.agentId, because: causes[method], considered };
}

const causes = { round_robin: 'turn', least_loaded: 'least_loaded', skills: 'best_fit' } as const;

type Order = (a: Fit, b: Fit) => number;

const byTurn: Order = (a, b) => turnOf(a) - turnOf(b) || a.candidate.agentId - b.candidate.agentId;
const byLoad: Order = (a, b) => a.candidate.load - b.candidate.load || byTurn(a, b);
const byFit: Order = (a, b) => b.fit - a.fit || byLoad(a, b);
const orders = { round_robin: byTurn, least_loaded: byLoad, skills: byFit };

function firstBy(fits: readonly Fit[], order: Order): Fit | undefined {
  return fits.reduce<Fit | undefined>((best, fit) => (best && order(best, fit) <= 0 ? best : fit), undefined);
}

function turnOf({ candidate }: Fit): number {
  return candidate.lastAssignedAt?.getTime() ?? 0;
}

function reasonToSkip(candidate: Candidate, need: Need): Skipped | null {
  return unableAtAll(candidate) ?? unableFor(candidate, need);
}

/** Why an agent takes no ticket whatever, now. */
function unableAtAll(candidate: Candidate): Skipped | null {
  if (!candidate.mayReply) return 'may_not_reply';
  if (candidate.isAbsent) return 'absent';
  if (!candidate.isOnline) return 'offline';
  if (candidate.isAway) return 'away';
  return candidate.isWithinHours ? null : 'out_of_hours';
}

/** Why an agent does not take this ticket, who is there to take one. */
export function unableFor(candidate: Candidate, need: Need): Skipped | null {
  const { agentId, load, cap, channelLoad, channelCap, skills } = candidate;
  if (need.gaveBack.includes(agentId)) return 'gave_back';
  if (exceeds(load + need.weight, cap)) return 'at_cap';
  if (exceeds(channelLoad + need.weight, channelCap)) return 'at_channel_cap';
  if (need.required.some(({ skillId, level }) => (skills[skillId] ?? 0) < level)) return 'lacks_skill';
  return null;
}

/** Weights are decimal fractions: ten mails of 0.3 fill a cap of 3, whatever binary makes of it. */
export function exceeds(load: number, cap: number | null): boolean {
  return cap !== null && load - cap > 1e-9;
}

/** The share of the skills asked for that is met; more than was asked counts no more, so that experts stay free for hard cases. */
function fitOf(candidate: Candidate, { required, preferred }: Need): number {
  const asked = [...required, ...preferred];
  if (asked.length === 0) return 1;
  const met = asked.reduce(
    (sum, { skillId, level }) => sum + Math.min(candidate.skills[skillId] ?? 0, level) / level,
    0,
  );
  return met / asked.length;
}

type Judged = { skipped: Skipped | null; fit: number };

function consider(candidate: Candidate, need: Need, { skipped, fit }: Judged): Considered {
  const { agentId, load, cap, channelLoad, channelCap, skills } = candidate;
  const asked = [...need.required, ...need.preferred];
  const levels = asked.map(({ skillId }) => ({ skillId, level: skills[skillId] ?? 0 }));
  const decided = skipped === 'at_channel_cap' ? { load: channelLoad, cap: channelCap } : { load, cap };
  return { agentId, skipped, fit, ...decided, levels };
}
