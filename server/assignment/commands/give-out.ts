import { plan } from '../../../domain/assignment/plan.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdWaiting } from '../../tickets/commands/waiting.ts';
import { waitingMark, waitingTickets } from '../../tickets/reads/waiting.ts';
import { readAsked } from '../reads/asked.ts';
import { readMembers } from '../reads/members.ts';
import { readSkillRules, type SkillRule } from '../reads/skills.ts';
import { type TeamMethod, teamsWithWaiting } from '../reads/teams.ts';
import { readWeights } from '../reads/weights.ts';
import { claimTeam, holdAgents, memberIds } from '../store/claim.ts';
import { carryOut } from './carry-out.ts';

// The desk gives out the tickets that wait. Which they are, who can take one and who gave one back is read from the tickets and the
// log each time: no queue of its own can disagree with them. Who gets what is for domain/assignment.

const system = { kind: 'system' } as const;
/** So many tickets are given in one commit. Few enough that nobody waits long for an agent or a ticket it holds. */
const atOnce = 50;

/** Gives out what waits in every team that wants it. True: something was given, there may be more. */
export async function giveOut(p: Platform): Promise<boolean> {
  let wasGiven = false;
  const but = [...(underWay.get(p) ?? [])];
  for (const team of await teamsWithWaiting(p.db, { now: p.clock.now(), but })) {
    wasGiven = (await giveOutTeam(p, team)) || wasGiven;
  }
  return wasGiven;
}

/** What was seen when a team's tickets were last tried and nobody could take one. Nothing is tried again before it differs. */
const settled = new WeakMap<Platform, Map<number, string>>();

/** The teams whose tickets this process gives out just now: for them nobody here need ask the database whether they are free. */
const underWay = new WeakMap<Platform, Set<number>>();

async function giveOutTeam(p: Platform, team: TeamMethod): Promise<boolean> {
  const ours = underWay.get(p) ?? new Set<number>();
  underWay.set(p, ours);
  if (ours.has(team.teamId)) return false;
  ours.add(team.teamId);
  return giveUntilNoneIsLeft(p, team).finally(() => ours.delete(team.teamId));
}

async function giveUntilNoneIsLeft(p: Platform, team: TeamMethod): Promise<boolean> {
  const known = settled.get(p) ?? new Map<number, string>();
  settled.set(p, known);
  const run: Run = { team, rules: null, passedOver: [], settledAt: known.get(team.teamId) };
  let hasSeenAll = true;
  for (let given = 0; ; ) {
    const round = await transaction(p.db, (tx) => giveSome(tx, p, run));
    if (round === 'busy' || round === 'settled') return given > 0;
    given += round.given;
    hasSeenAll &&= round.hasSeenAll;
    run.passedOver.push(...round.passedOver);
    if (!round.isLast) continue;
    if (given === 0 && hasSeenAll) known.set(team.teamId, round.sight);
    return given > 0;
  }
}

/** One worker's way through a team's tickets: `rules` are read once the team is its own, `passedOver` are those that nobody could take. */
type Run = {
  team: TeamMethod;
  rules: readonly SkillRule[] | null;
  passedOver: number[];
  settledAt: string | undefined;
};
/** `hasSeenAll`: no other transaction held one of the tickets. */
type Round = { given: number; passedOver: number[]; hasSeenAll: boolean; isLast: boolean; sight: string };

function rulesFor(db: Tx, { method }: TeamMethod): Promise<SkillRule[]> {
  return method === 'skills' ? readSkillRules(db) : Promise.resolve([]);
}

/**
 * Gives some tickets, in one commit: nobody else gives out this team's meanwhile, and what its agents hold grows by nobody else's
 * giving. `busy`: another worker has the team.
 */
async function giveSome(tx: Tx, p: Platform, run: Run): Promise<Round | 'busy' | 'settled'> {
  const { team } = run;
  const { teamId } = team;
  if (!(await claimTeam(tx, teamId))) return 'busy';
  run.rules ??= await rulesFor(tx, team);
  const { rules } = run;
  await holdAgents(tx, await memberIds(tx, teamId));
  const now = p.clock.now();
  const weightOf = await readWeights(tx);
  const members = await readMembers(tx, { teamId, weightOf, now });
  const sight = JSON.stringify([team, rules, members, await waitingMark(tx, { teamId, now }), periodOf(now)]);
  if (sight === run.settledAt) return 'settled';

  const waiting = await waitingTickets(tx, {
    actor: system,
    teamIds: [teamId],
    now,
    but: run.passedOver,
    limit: atOnce,
  });
  const ticketIds = waiting.map(({ id }) => id);
  const held = (await holdWaiting(tx, p, { actor: system, ticketIds })).filter((ticket) => ticket.teamId === teamId);
  const asked = await readAsked(tx, { tickets: held, prefersPrevious: team.prefersPreviousAgent, rules, now });
  const planned = plan(team.method, { waiting: asked, members, weightOf, now });
  await carryOut(tx, p, { actor: system, method: team.method, held, asked, planned, now });
  const passedOver = planned.filter(({ choice }) => choice.agentId === null).map(({ ticketId }) => ticketId);
  return {
    given: planned.length - passedOver.length,
    passedOver,
    hasSeenAll: planned.length === waiting.length,
    isLast: waiting.length < atOnce || planned.length === 0,
    sight,
  };
}

const staleAfterMs = 5 * 60_000;

/** Conditions that speak of time are asked again every few minutes. */
function periodOf(now: Date): number {
  return Math.floor(now.getTime() / staleAfterMs);
}
