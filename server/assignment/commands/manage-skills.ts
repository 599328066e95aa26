import { transaction } from '../../platform/database/database.ts';
import type { Db, Platform } from '../../platform/platform.ts';
import { checkCondition } from '../../tickets/reads/asker.ts';
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
  await checkConditions(p.db, fields.needs);
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
  await checkConditions(p.db, fields.needs ?? []);
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

async function checkConditions(db: Db, needs: SkillFields['needs']): Promise<void> {
  for (const { condition } of needs) await checkCondition(db, condition, 'sql');
}
