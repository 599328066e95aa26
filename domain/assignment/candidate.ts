/** How a team gives out its tickets. `manual` gives out none. */
export const assignmentMethods = ['manual', 'round_robin', 'least_loaded', 'skills'] as const;
export type AssignmentMethod = (typeof assignmentMethods)[number];
/** A method by which the desk itself gives out tickets. */
export type DeskMethod = Exclude<AssignmentMethod, 'manual'>;

/** From 1 (knows it) to 5 (the one others ask). */
export const skillLevels = [1, 2, 3, 4, 5] as const;

/** A skill asked for, at a level. */
export type SkillNeed = { skillId: number; level: number };

/**
 * An agent of the team as assignment sees one. `load` is the weight of the open tickets held (a pending one weighs nothing), in all
 * and by channel; a cap of null is no cap. `lastAssignedAt` is when a ticket was last given by the desk, null for never.
 */
export type Candidate = {
  agentId: number;
  /** The role allows answering customers. */
  mayReply: boolean;
  isOnline: boolean;
  /** Turned away by the agent's own switch. */
  isAway: boolean;
  /** On leave today. */
  isAbsent: boolean;
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
  /** Who had this ticket before and it went back. */
  gaveBack: readonly number[];
};

/** Why an agent was not asked. */
export const skippedFor = [
  'may_not_reply',
  'absent',
  'away',
  'offline',
  'out_of_hours',
  'gave_back',
  'at_cap',
  'at_channel_cap',
  'lacks_skill',
] as const;
export type Skipped = (typeof skippedFor)[number];

/**
 * One agent in the stored reason: passed over and why, or how well they fit (0 to 1). `load` and `cap` are those that decided: the
 * channel's where that one is full. `levels` are theirs of the skills asked for, 0 for none.
 */
export type Considered = {
  agentId: number;
  skipped: Skipped | null;
  fit: number;
  load: number;
  cap: number | null;
  levels: readonly SkillNeed[];
};

export type Choice = {
  agentId: number | null;
  because: 'previous_agent' | 'turn' | 'least_loaded' | 'best_fit' | 'nobody';
  considered: Considered[];
};
