/** How a team gives out its tickets. `manual` gives out none. */
export const assignmentMethods = ['manual', 'round_robin', 'least_loaded', 'skills'] as const;
export type AssignmentMethod = (typeof assignmentMethods)[number];

/** A skill asked for, at a level from 1 (knows it) to 5 (the one others ask). */
export type SkillNeed = { skillId: number; level: number };

/**
 * An agent of the team as assignment sees one. `load` is the weight of the open tickets held (a pending one weighs nothing), in all
 * and by channel; a cap of null is no cap. `lastAssignedAt` is when a ticket was last given by the desk, null for never.
 */
export type Candidate = {
  agentId: number;
  isOnline: boolean;
  isWithinHours: boolean;
  load: number;
  cap: number | null;
  channelLoad: number;
  channelCap: number | null;
  skills: Readonly<Record<number, number>>;
  lastAssignedAt: Date | null;
};

/** What a ticket asks of who takes it: `weight` is what it adds to a load (chat 1, e-mail 0.3). */
export type Need = {
  weight: number;
  required: readonly SkillNeed[];
  preferred: readonly SkillNeed[];
  /** Who answered this customer last, where the team wants the same person again. */
  previousAgentId: number | null;
};

/** Why an agent was not asked. */
export type Skipped = 'offline' | 'out_of_hours' | 'at_cap' | 'at_channel_cap' | 'lacks_skill';

/** One agent in the stored reason: passed over and why, or how well they fit (0 to 1) and how much they held. */
export type Considered = { agentId: number; skipped: Skipped | null; fit: number; load: number };

export type Choice = {
  agentId: number | null;
  because: 'previous_agent' | 'turn' | 'least_loaded' | 'best_fit' | 'nobody';
  considered: Considered[];
};
