import type { AssignmentMethod, Candidate, Choice, Considered, Need, Skipped } from './candidate.ts';

type Fit = { candidate: Candidate; fit: number };

/**
 * Chooses who takes a ticket, and says of everybody why or why not. Who is away, outside working hours, full, or lacks a required
 * skill is passed over; a preferred skill only ranks. The previous agent comes first where one is wanted; then the method decides:
 * whose turn it is, who holds least, or who fits best (then load, then the longest wait). Equal candidates go by id, so that the
 * same facts give the same choice.
 */
export function choose(
  method: Exclude<AssignmentMethod, 'manual'>,
  need: Need,
  candidates: readonly Candidate[],
): Choice {
  const considered: Considered[] = [];
  const able: Fit[] = [];
  for (const candidate of candidates) {
    const skipped = reasonToSkip(candidate, need);
    const fit = skipped === null ? fitOf(candidate, need) : 0;
    considered.push({ agentId: candidate.agentId, skipped, fit, load: candidate.load });
    if (skipped === null) able.push({ candidate, fit });
  }
  const [best] = able.toSorted(orders[method]);
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

function turnOf({ candidate }: Fit): number {
  return candidate.lastAssignedAt?.getTime() ?? 0;
}

function reasonToSkip(candidate: Candidate, need: Need): Skipped | null {
  if (!candidate.isOnline) return 'offline';
  if (!candidate.isWithinHours) return 'out_of_hours';
  if (exceeds(candidate.load + need.weight, candidate.cap)) return 'at_cap';
  if (exceeds(candidate.channelLoad + need.weight, candidate.channelCap)) return 'at_channel_cap';
  if (need.required.some(({ skillId, level }) => (candidate.skills[skillId] ?? 0) < level)) return 'lacks_skill';
  return null;
}

/** Weights are decimal fractions: ten mails of 0.3 fill a cap of 3, whatever binary makes of it. */
function exceeds(load: number, cap: number | null): boolean {
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
