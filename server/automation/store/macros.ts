import { sql } from 'kysely';
import type { Macro } from '../../../contract/macros.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { macroNotFound } from '../reads/macros.ts';

export type MacroFields = Pick<Macro, 'name' | 'isEnabled' | 'texts' | 'actions'>;
export type LockedMacro = Macro & { rowId: number };

/** Everybody's, or the actor's own; anybody else's does not exist. */
export async function lockMacro(tx: Tx, { actor, uuid }: { actor: AgentActor; uuid: string }): Promise<LockedMacro> {
  const { rows } = await sql<LockedMacro>`
    select id as "rowId", uuid as id, owner_id is null as "isShared", name, is_enabled as "isEnabled", texts, actions
    from macros where uuid = ${uuid} and (owner_id is null or owner_id = ${actor.id}) for update`.execute(tx);
  if (!rows[0]) throw macroNotFound();
  return rows[0];
}

/** A new one comes last among those of its owner; null: everybody. */
export async function insertMacro(
  tx: Tx,
  { fields, ownerId, at }: { fields: MacroFields; ownerId: number | null; at: Date },
): Promise<string> {
  const { uuid } = await tx
    .insertInto('macros')
    .values({
      uuid: newId(),
      owner_id: ownerId,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from macros
        where owner_id is not distinct from ${ownerId}::bigint)`,
      created_at: at,
      updated_at: at,
      ...(columnsOf(fields) as Required<ReturnType<typeof columnsOf>>),
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return uuid;
}

export async function updateMacroRow(
  tx: Tx,
  { rowId, fields, at }: { rowId: number; fields: Partial<MacroFields>; at: Date },
): Promise<void> {
  await tx
    .updateTable('macros')
    .set({ ...columnsOf(fields), updated_at: at })
    .where('id', '=', rowId)
    .execute();
}

export async function deleteMacro(tx: Tx, rowId: number): Promise<void> {
  await tx.deleteFrom('macros').where('id', '=', rowId).execute();
}

/** Those of an owner (null: everybody's): the named ones come first, in this order; the others follow as they stood. */
export async function orderMacrosOf(tx: Tx, ownerId: number | null, uuids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ uuid: string }>`
    select uuid from macros where owner_id is not distinct from ${ownerId}::bigint
    order by position, id for update`.execute(tx);
  const known = rows.map(({ uuid }) => uuid);
  if (uuids.some((uuid) => !known.includes(uuid))) throw macroNotFound();
  const order = [...new Set([...uuids, ...known])];
  await sql`update macros set position = given.place
    from unnest(${order}::uuid[]) with ordinality as given (uuid, place) where macros.uuid = given.uuid`.execute(tx);
}

/** Only what is given: an update leaves the rest. */
function columnsOf({ name, isEnabled, texts, actions }: Partial<MacroFields>) {
  return {
    ...(name !== undefined && { name }),
    ...(isEnabled !== undefined && { is_enabled: isEnabled }),
    ...(texts !== undefined && { texts: texts === null ? null : JSON.stringify(texts) }),
    ...(actions !== undefined && { actions: JSON.stringify(actions) }),
  };
}
