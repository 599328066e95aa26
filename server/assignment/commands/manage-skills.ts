import { conditionSchema } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  deleteSkill,
  insertSkill,
  type KnownSkill,
  lockSkill,
  type SkillFields,
  updateSkillRow,
} from '../store/skills.ts';
import { type Managing, tellAssignment } from './told.ts';

// What agents may know, and which tickets ask for it.

export async function addSkill(
  p: Platform,
  { fields, ...managing }: Managing & { fields: SkillFields },
): Promise<string> {
  checkConditions(fields.needs);
  return transaction(p.db, async (tx) => {
    const skill = await insertSkill(tx, fields, p.clock.now());
    await tellAssignment(tx, p, { ...managing, action: 'skill.added', ...about(skill) });
    return skill.uuid;
  });
}

export async function updateSkill(
  p: Platform,
  skillId: string,
  { fields, ...managing }: Managing & { fields: Partial<SkillFields> },
): Promise<void> {
  checkConditions(fields.needs ?? []);
  await transaction(p.db, async (tx) => {
    const skill = await lockSkill(tx, skillId);
    await updateSkillRow(tx, skill.id, fields);
    await tellAssignment(tx, p, { ...managing, action: 'skill.changed', ...about(skill) });
  });
}

export async function removeSkill(p: Platform, skillId: string, managing: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const skill = await lockSkill(tx, skillId);
    await deleteSkill(tx, skill.id);
    await tellAssignment(tx, p, { ...managing, action: 'skill.removed', ...about(skill) });
  });
}

function about({ id, uuid, name }: KnownSkill) {
  return { object: { kind: 'skill' as const, id, uuid }, details: { name: name.en } };
}

function checkConditions(needs: SkillFields['needs']): void {
  if (needs.every(({ condition }) => conditionSchema('sql').safeParse(condition).success)) return;
  const sentence = 'This is not a condition about tickets.';
  throw new AppError('invalid', 'condition_invalid', sentence, { fields: { needs: sentence } });
}
