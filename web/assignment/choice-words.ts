import type { Reason } from '../../domain/events.ts';
import { t } from '../../locales/translate.ts';
import { decimal } from '../app/format.ts';
import { nameIn } from '../tickets/words.ts';

type Named = { id: string; name: string } | null;
export type NamedSkill = { skill: { id: string; name: Record<string, string> } | null; level: number };
export type NamedConsidered = {
  agent: Named;
  skipped: string | null;
  fit: number;
  load: number;
  cap: number | null;
  levels: NamedSkill[];
};
export type NamedChoice = {
  agent: Named;
  required: NamedSkill[];
  preferred: NamedSkill[];
  considered: NamedConsidered[];
  others: number;
};

/** The values of a choice the desk stored, agents and skills by name. Null for reasons of another kind. */
export function choiceOf({ values }: Reason): NamedChoice | null {
  return Array.isArray(values.considered) ? (values as unknown as NamedChoice) : null;
}

/** One agent in the words of the table: why they were passed over, or how well they fit. */
export function standingInWords(one: NamedConsidered, choice: NamedChoice): string {
  if (one.skipped !== null) return skippedInWords(one, choice);
  const held = heldInWords(one);
  const known = skillsInWords(one.levels, [...choice.required, ...choice.preferred]);
  return known === '' ? held : `${held} · ${known}`;
}

function heldInWords({ load, cap }: NamedConsidered): string {
  if (cap === null) return t('holds {load}', { load: decimal(load) });
  return t('holds {load} of {cap}', { load: decimal(load), cap: decimal(cap) });
}

function skippedInWords({ skipped, load, cap, levels }: NamedConsidered, choice: NamedChoice): string {
  const of = { load: decimal(load), cap: decimal(cap ?? 0) };
  switch (skipped) {
    case 'may_not_reply':
      return t('may not answer customers');
    case 'absent':
      return t('on leave');
    case 'away':
      return t('away');
    case 'offline':
      return t('offline');
    case 'out_of_hours':
      return t('not at work at this hour');
    case 'gave_back':
      return t('had it before, and it went back');
    case 'at_cap':
      return t('full ({load} of {cap})', of);
    case 'at_channel_cap':
      return t('full in this channel ({load} of {cap})', of);
    case 'lacks_skill':
      return t('lacks {skills}', { skills: missingSkills(levels, choice.required) });
    default:
      return t('passed over');
  }
}

function missingSkills(levels: NamedSkill[], required: NamedSkill[]): string {
  const missing = required.filter((asked, at) => (levels[at]?.level ?? 0) < asked.level);
  return missing.map(({ skill, level }) => `${skillName(skill)} ${level}`).join(', ');
}

function skillsInWords(levels: NamedSkill[], asked: NamedSkill[]): string {
  const said = asked.map(({ skill, level }, at) =>
    t('{skill} {has} of {asked}', { skill: skillName(skill), has: levels[at]?.level ?? 0, asked: level }),
  );
  return said.join(', ');
}

function skillName(skill: NamedSkill['skill']): string {
  return skill === null ? t('a removed skill') : nameIn(skill.name);
}
