import type pg from 'pg';
import { startLoop } from '../loop.ts';
import type { Platform } from '../platform.ts';
import { connect } from './database.ts';

type Following = {
  channel: string;
  /** What the connection is called, for whoever looks at the database. */
  name: string;
  onNotice(payload: string): void;
  /** Begun to listen, or again: what was told before is not known. */
  onBegin?(): void;
};

/** Listens to what any process says on a channel. What is said while the connection is away is missed. */
export function followNotices(p: Platform, following: Following): { stop(): Promise<void> } {
  const { channel, name, onNotice, onBegin } = following;
  let client: pg.Client | undefined;
  const run = async () => {
    if (client) return 1_000;
    const opened = await connect(p.address, name);
    opened.on('notification', ({ payload }) => onNotice(payload ?? ''));
    opened.once('end', () => {
      if (client === opened) client = undefined;
    });
    await opened.query(`listen ${channel}`);
    client = opened;
    onBegin?.();
    return 1_000;
  };
  const loop = startLoop({ name, log: p.log, run });
  return {
    async stop() {
      await loop.stop();
      await client?.end().catch(() => undefined);
    },
  };
}
