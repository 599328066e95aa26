import { sql } from 'kysely';
import type { View } from '../../../contract/views.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Translated } from '../../../domain/translated.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { isTheirs, viewNotFound } from '../reads/find.ts';

/** Whose a saved view is: the agent's or the team's by their key, or everybody's. */
export type ViewOwner = { kind: 'agent' | 'team' | 'workspace'; agentId: number | null; teamId: number | null };
export type ViewFields = Pick<View, 'condition' | 'sort' | 'isReversed' | 'layout' | 'columns'> & { name: Translated };
export type LockedView = { rowId: number; id: string; name: Translated; owner: ViewOwner };

/** One that the actor may change or at least see; anybody else's own does not exist. */
export async function lockView(tx: Tx, { actor, id }: { actor: AgentActor; id: string }): Promise<LockedView> {
  const { rows } = await sql<LockedView>`
    select id as "rowId", uuid as id, name, ${ownerColumn} from views
    where uuid = ${id} and ${isTheirs(actor)} for update`.execute(tx);
  if (!rows[0]) throw viewNotFound();
  return rows[0];
}

const ownerColumn = sql`jsonb_build_object('kind', owner_kind, 'agentId', agent_id, 'teamId', team_id) as owner`;

/** A new one comes last among those of its owner. */
export async function insertView(
  tx: Tx,
  { fields, owner, at }: { fields: ViewFields; owner: ViewOwner; at: Date },
): Promise<string> {
  const { uuid } = await tx
    .insertInto('views')
    .values({
      uuid: newId(),
      ...ownerColumns(owner),
      position: nextPosition(owner),
      created_at: at,
      updated_at: at,
      ...(columnsOf(fields) as Required<ReturnType<typeof columnsOf>>),
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return uuid;
}

/** `owner`: a new one, among whose views it comes last. */
export async function updateViewRow(
  tx: Tx,
  { rowId, fields, owner, at }: { rowId: number; fields: Partial<ViewFields>; owner: ViewOwner | null; at: Date },
): Promise<void> {
  const moved = owner && { ...ownerColumns(owner), position: nextPosition(owner) };
  await tx
    .updateTable('views')
    .set({ ...columnsOf(fields), ...moved, updated_at: at })
    .where('id', '=', rowId)
    .execute();
}

/** With it goes how anybody liked to see it. */
export async function deleteView(tx: Tx, { rowId, id }: Pick<LockedView, 'rowId' | 'id'>): Promise<void> {
  await tx.deleteFrom('views').where('id', '=', rowId).execute();
  await tx.deleteFrom('view_looks').where('view_id', '=', id).execute();
}

/** Those of an owner: the named ones come first, in this order; the others follow as they stood. */
export async function orderViewsOf(tx: Tx, owner: ViewOwner, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ uuid: string }>`select uuid from views where ${isOf(owner)}
    order by position, id for update`.execute(tx);
  const order = [...new Set([...ids, ...rows.map(({ uuid }) => uuid)])];
  await sql`update views set position = given.place
    from unnest(${order}::uuid[]) with ordinality as given (uuid, place) where views.uuid = given.uuid`.execute(tx);
}

function isOf({ kind, agentId, teamId }: ViewOwner) {
  return sql`owner_kind = ${kind} and agent_id is not distinct from ${agentId}::bigint
    and team_id is not distinct from ${teamId}::bigint`;
}

function nextPosition(owner: ViewOwner) {
  return sql<number>`(select coalesce(max(position), 0) + 1 from views where ${isOf(owner)})`;
}

function ownerColumns({ kind, agentId, teamId }: ViewOwner) {
  return { owner_kind: kind, agent_id: agentId, team_id: teamId };
}

/** Only what is given: an update leaves the rest. */
function columnsOf({ name, condition, sort, isReversed, layout, columns }: Partial<ViewFields>) {
  return {
    ...(name !== undefined && { name: JSON.stringify(name) }),
    ...(condition !== undefined && { condition: JSON.stringify(condition) }),
    ...(sort !== undefined && { sort }),
    ...(isReversed !== undefined && { is_reversed: isReversed }),
    ...(layout !== undefined && { layout }),
    ...(columns !== undefined && { columns }),
  };
}
