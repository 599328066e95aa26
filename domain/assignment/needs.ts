import type { SkillNeed } from './candidate.ts';

/** How much a skill matters: without it nobody takes the ticket, or whoever has it comes first. */
export const needKinds = ['require', 'prefer'] as const;
export type NeedKind = (typeof needKinds)[number];

/** A rule whose condition holds for a ticket. */
export type MatchedNeed = SkillNeed & { kind: NeedKind };

/** What a ticket asks for, of all the rules that hold: each skill once, at the highest level, and required where any rule requires it. */
export function skillsAsked(matched: readonly MatchedNeed[]): { required: SkillNeed[]; preferred: SkillNeed[] } {
  const required = highest(matched.filter(({ kind }) => kind === 'require'));
  const isRequired = new Set(required.map(({ skillId }) => skillId));
  const preferred = highest(matched.filter(({ kind, skillId }) => kind === 'prefer' && !isRequired.has(skillId)));
  return { required, preferred };
}

function highest(needs: readonly SkillNeed[]): SkillNeed[] {
  const levels = new Map<number, number>();
  for (const { skillId, level } of needs) levels.set(skillId, Math.max(level, levels.get(skillId) ?? 0));
  return [...levels].map(([skillId, level]) => ({ skillId, level }));
}
