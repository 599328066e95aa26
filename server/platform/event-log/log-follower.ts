import type pg from 'pg';
import { connect } from '../database/database.ts';
import { startLoop } from '../loop.ts';
import type { Platform } from '../platform.ts';
import { logChannel } from './log-sequencer.ts';

/** Calls `onMove` when the log has grown. A call may be missed while the connection is away: whoever listens polls besides. */
export function followLog(p: Platform, onMove: () => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  const run = async () => {
    if (client) return 1_000;
    const opened = await connect(p.address, 'atende follower');
    opened.on('notification', onMove);
    opened.once('end', () => {
      if (client === opened) client = undefined;
    });
    await opened.query(`listen ${logChannel}`);
    client = opened;
    onMove();
    return 1_000;
  };
  const loop = startLoop({ name: 'follower', log: p.log, run });
  return {
    async stop() {
      await loop.stop();
      await client?.end().catch(() => undefined);
    },
  };
}
