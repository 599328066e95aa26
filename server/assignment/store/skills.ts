import type { Skill } from '../../../contract/assignment.ts';
import type { Translated } from '../../../domain/translated.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { skillNotFound } from '../reads/skills.ts';

export type SkillFields = Pick<Skill, 'needs'> & { name: Translated };
export type KnownSkill = { id: number; uuid: string; name: Translated };

export async function lockSkill(tx: Tx, uuid: string): Promise<KnownSkill> {
  const found = await tx
    .selectFrom('skills')
    .select(['id', 'uuid', 'name'])
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw skillNotFound();
  return found as KnownSkill;
}

export async function insertSkill(tx: Tx, { name, needs }: SkillFields, at: Date): Promise<KnownSkill> {
  const made = await tx
    .insertInto('skills')
    .values({ uuid: newId(), name: JSON.stringify(name), created_at: at })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await setNeeds(tx, made.id, needs);
  return { ...made, name };
}

export async function updateSkillRow(tx: Tx, id: number, { name, needs }: Partial<SkillFields>): Promise<void> {
  if (name !== undefined) {
    await tx
      .updateTable('skills')
      .set({ name: JSON.stringify(name) })
      .where('id', '=', id)
      .execute();
  }
  if (needs !== undefined) await setNeeds(tx, id, needs);
}

/** Agents who have it and tickets that ask for it do so no longer. */
export async function deleteSkill(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('skills').where('id', '=', id).execute();
}

async function setNeeds(tx: Tx, skillId: number, needs: SkillFields['needs']): Promise<void> {
  await tx.deleteFrom('skill_needs').where('skill_id', '=', skillId).execute();
  const rows = needs.map(({ kind, level, condition }) => ({
    skill_id: skillId,
    kind,
    level,
    condition: JSON.stringify(condition),
  }));
  if (rows.length > 0) await tx.insertInto('skill_needs').values(rows).execute();
}
