import { AppError } from '../../domain/errors.ts';
import type { Connection } from '../channels/channel.ts';
import { channels } from '../channels/index.ts';
import { startLoop } from '../platform/loop.ts';
import type { Platform } from '../platform/platform.ts';
import { keeper } from './commands/keep.ts';
import { certificateFiles } from './door-certificate.ts';
import { startMailboxes } from './mailboxes.ts';
import { inboxByAddress } from './reads/inboxes.ts';

type DoorPace = {
  /** Between two tries for a port that another process has. */
  retryMs: number;
  /** Between two looks at the files of the certificate. */
  renewMs: number;
};
const usual: DoorPace = { retryMs: 3_000, renewMs: 60_000 };

export type Doors = { addresses: { channel: string; host: string; port: number }[]; close(): Promise<void> };

/**
 * Opens what mail comes in by, and follows the mailboxes it waits in. Doors stand in the worker process (and in `all`),
 * beside the filer, which is then told at once. Of two workers on one port the second waits at the door and opens it when the first is gone; a desk that is one
 * process (`all`) refuses to start instead, since then the port belongs to a stranger.
 */
export async function openDoors(p: Platform, given: Partial<DoorPace> = {}): Promise<Doors> {
  const { retryMs, renewMs } = { ...usual, ...given };
  const opened: { channel: string; connection: Connection }[] = [];
  const waiting = new Set(p.config.mailPort === 0 ? [] : channels);
  const keep = keeper(p);
  const certificate = certificateFiles(p.config);

  async function openWaiting(): Promise<void> {
    const tls = waiting.size > 0 ? await certificate.read() : undefined;
    for (const channel of waiting) {
      const connection = await channel.connect({
        keep,
        inboxFor: async (address) => {
          const inbox = await inboxByAddress(p, address);
          return inbox === null ? null : { id: inbox.id, uuid: inbox.uuid };
        },
        log: p.log,
        config: { host: p.config.host, port: p.config.mailPort, maxBytes: p.config.maxMailBytes, ...(tls && { tls }) },
      });
      waiting.delete(channel);
      opened.push({ channel: channel.id, connection });
      if (connection.address) p.log.info({ channel: channel.id, ...connection.address }, 'door open');
    }
  }

  async function attend(): Promise<number> {
    await openWaiting();
    const renewed = await certificate.renewed();
    if (renewed !== null) for (const { connection } of opened) connection.renew?.(renewed);
    return waiting.size === 0 ? renewMs : retryMs;
  }

  await openWaiting().catch((error: unknown) => {
    if (p.config.process === 'all' || !isTaken(error)) throw error;
    p.log.info({ port: p.config.mailPort }, 'another process holds the mail port; waiting for it');
  });
  const loop = startLoop({ name: 'doors', log: p.log, run: attend });
  const mailboxes = startMailboxes(p, keep);

  return {
    get addresses() {
      return opened.flatMap(({ channel, connection }) =>
        connection.address ? [{ channel, ...connection.address }] : [],
      );
    },
    async close() {
      await loop.stop();
      await Promise.all([mailboxes.close(), ...opened.map(({ connection }) => connection.close())]);
    },
  };
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'mail_port_taken') return false;
  return (error.cause as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE';
}
