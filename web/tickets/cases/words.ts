import type { Escalation } from '../../../contract/escalations.ts';
import type { MergeWarning } from '../../../domain/tickets/merge-warnings.ts';
import { t } from '../../../locales/translate.ts';

/** A tier by its name, else by its number. */
export function tierName(tier: number, name: string): string {
  return name === '' ? t('Tier {tier}', { tier }) : name;
}

/** Who had a ticket before: the agent, else the team with its tier. */
export function whoHadIt({ team, tier, tierName: name, assignee }: Escalation['from']): string {
  if (assignee !== null) return assignee.name;
  if (team === null) return t('nobody');
  return tier > 1 ? `${team.name}, ${tierName(tier, name)}` : team.name;
}

const warnings: Record<MergeWarning, () => string> = {
  other_organization: () =>
    t('Their requesters belong to different organizations: from now on both read what is answered.'),
  other_requester: () => t('They have different requesters: from now on both read what is answered.'),
  solved_target: () => t('It goes into a solved ticket. That opens again if a customer waits for an answer.'),
};

export function warningSentence(warning: MergeWarning): string {
  return warnings[warning]();
}
