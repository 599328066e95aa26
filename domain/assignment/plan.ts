import type { Candidate, Choice, DeskMethod, Need } from './candidate.ts';
import { choose } from './choose.ts';

/** An agent before a ticket is in question: loads and caps by channel instead of those of one. */
export type TeamMember = Omit<Candidate, 'load' | 'channelLoad' | 'channelCap'> & {
  loads: Readonly<Record<string, number>>;
  channelCaps: Readonly<Record<string, number>>;
};

export type WaitingTicket = Omit<Need, 'weight'> & { ticketId: number; channel: string };

/** `turn`: what counts as when the taker was given a ticket last, later for each one given. */
export type Planned = { ticketId: number; choice: Choice; turn: Date };

type Asked = {
  /** In the order in which they are given. */
  waiting: readonly WaitingTicket[];
  members: readonly TeamMember[];
  weightOf(channel: string): number;
  now: Date;
};

/** Gives out several tickets one after another: what was given before counts as held, and as the agent's turn. */
export function plan(method: DeskMethod, { waiting, members, weightOf, now }: Asked): Planned[] {
  const held = new Map(members.map((member) => [member.agentId, { ...member, loads: { ...member.loads } }]));
  let turn = Math.max(now.getTime(), ...members.map(({ lastAssignedAt }) => (lastAssignedAt?.getTime() ?? 0) + 1));
  return waiting.map(({ ticketId, channel, ...asked }) => {
    const need = { ...asked, weight: weightOf(channel) };
    const choice = choose(
      method,
      need,
      [...held.values()].map((member) => candidateFor(member, channel)),
    );
    const taken = choice.agentId === null ? undefined : held.get(choice.agentId);
    if (taken) {
      taken.loads[channel] = (taken.loads[channel] ?? 0) + need.weight;
      taken.lastAssignedAt = new Date(turn++);
    }
    return { ticketId, choice, turn: taken?.lastAssignedAt ?? now };
  });
}

/** The member as a candidate for tickets of a channel. */
export function candidateFor({ loads, channelCaps, ...member }: TeamMember, channel: string): Candidate {
  return {
    ...member,
    load: loadOf(loads),
    channelLoad: loads[channel] ?? 0,
    channelCap: channelCaps[channel] ?? null,
  };
}

/** What somebody holds in all. */
export function loadOf(loads: Readonly<Record<string, number>>): number {
  return Object.values(loads).reduce((sum, load) => sum + load, 0);
}
