import { sql } from 'kysely';
import type { ViewLook } from '../../../contract/views.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Whose = { agentId: number; viewId: string };

/** How an agent wants to see a view: what is not named stays as it was. */
export async function keepLook(db: Db | Tx, { agentId, viewId, look }: Whose & { look: ViewLook }): Promise<void> {
  const { sort, isReversed, layout, columns, isHidden } = look;
  const given = {
    ...(sort !== undefined && { sort }),
    ...(isReversed !== undefined && { is_reversed: isReversed }),
    ...(layout !== undefined && { layout }),
    ...(columns !== undefined && { columns }),
    ...(isHidden !== undefined && { is_hidden: isHidden }),
  };
  if (Object.keys(given).length === 0) return;
  await db
    .insertInto('view_looks')
    .values({ agent_id: agentId, view_id: viewId, ...given })
    .onConflict((row) => row.columns(['agent_id', 'view_id']).doUpdateSet(given))
    .execute();
}

/** The view is shown as it was made again. That it is switched off stays. */
export async function forgetLook(db: Db | Tx, { agentId, viewId }: Whose): Promise<void> {
  await sql`update view_looks set sort = null, is_reversed = null, layout = null, columns = null
    where agent_id = ${agentId} and view_id = ${viewId}`.execute(db);
}
