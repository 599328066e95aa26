import { sql } from 'kysely';
import type { AssignmentSettings } from '../../../contract/assignment.ts';
import { abilitiesOf } from '../../../domain/channels.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** What an open ticket of a channel weighs: as an admin set it, else as the channel says of itself. */
export async function readWeights(db: Db | Tx): Promise<(channel: string) => number> {
  const rows = await db.selectFrom('channel_weights').selectAll().execute();
  const set = new Map(rows.map(({ channel, weight }) => [channel, weight]));
  return (channel) => set.get(channel) ?? abilitiesOf(channel).weight;
}

/** Of every channel that an inbox uses, or that has a weight of its own. */
export async function listWeights(db: Db | Tx): Promise<AssignmentSettings['weights']> {
  const weightOf = await readWeights(db);
  const { rows } = await sql<{ channel: string }>`
    select channel from inboxes union select channel from channel_weights order by channel`.execute(db);
  return rows.map(({ channel }) => ({ channel, weight: weightOf(channel), usual: abilitiesOf(channel).weight }));
}
