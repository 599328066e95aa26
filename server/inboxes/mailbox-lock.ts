import { createHash } from 'node:crypto';
import { connect } from '../platform/database/database.ts';
import type { Platform } from '../platform/platform.ts';

type Client = Awaited<ReturnType<typeof connect>>;

/** Who follows a mailbox. A session lock: it ends with its process, however that ends, so another goes on at once. */
export type MailboxLocks = {
  /** False while another process holds it. */
  take(mailboxId: number): Promise<boolean>;
  give(mailboxId: number): Promise<void>;
  close(): Promise<void>;
};

/** `lost` is told when the connection that holds the locks is gone, and all of them with it. */
export function makeMailboxLocks(p: Platform, lost: () => void): MailboxLocks {
  let client: Promise<Client> | null = null;

  async function open(): Promise<Client> {
    const opened = await connect(p.address, 'atende mailboxes');
    opened.once('end', () => {
      client = null;
      lost();
    });
    return opened;
  }

  async function connection(): Promise<Client> {
    client ??= open();
    return client.catch((error: unknown) => {
      client = null;
      throw error;
    });
  }

  return {
    async take(mailboxId) {
      const { rows } = await (await connection()).query('select pg_try_advisory_lock($1) as is_taken', [
        keyOf(mailboxId),
      ]);
      return rows[0].is_taken;
    },
    async give(mailboxId) {
      await (await client)?.query('select pg_advisory_unlock($1)', [keyOf(mailboxId)]).catch(() => undefined);
    },
    async close() {
      await (await client)?.end();
    },
  };
}

function keyOf(mailboxId: number): string {
  return createHash('sha256').update(`mailbox ${mailboxId}`).digest().readBigInt64BE().toString();
}
