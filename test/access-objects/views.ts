import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A view of the owner's own. */
export async function makeView({ db }: Desk, { marker, ownerId }: { marker: string; ownerId: number }) {
  const { uuid } = await db
    .insertInto('views')
    .values({
      uuid: newId(),
      name: JSON.stringify({ en: `View ${marker}` }),
      owner_kind: 'agent',
      agent_id: ownerId,
      condition: '{"all": []}',
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { viewId: uuid };
}
