import { isUnavailable } from '../../domain/errors.ts';
import { startLoop } from '../platform/loop.ts';
import type { Db, Platform } from '../platform/platform.ts';
import { channelOf, onTheWire } from './channels.ts';
import type { Keep } from './commands/keep.ts';
import { followMailbox, type Pace } from './follow-mailbox.ts';
import { makeMailboxLocks } from './mailbox-lock.ts';
import { type InboxRow, inboxDirectory } from './reads/inboxes.ts';
import { type MailboxRow, mailboxOf, nameMailboxes } from './store/mailboxes.ts';

export type MailboxesAtWork = { close(): Promise<void> };

const usual: Pace = {
  lookMs: 2_000,
  pollMs: 60_000,
  backOffMs: [1_000, 2_000, 5_000, 15_000, 60_000, 300_000],
  // A password that was refused is not better in a second, and some providers lock who insists.
  refusedMs: [60_000, 300_000, 900_000, 3_600_000],
};

/** One folder as it is wanted: `print` changes with every setting, and then it is followed anew. */
type Wanted = { inbox: InboxRow; account: string; folder: string; print: string };
type Followed = { print: string; askedAt: number; ask(): void; stop(): Promise<void> };

const atWork = new WeakMap<Db, Set<() => void>>();

/** Looks at once at what was asked or changed by this process; others see it in a moment. */
export function lookAtMailboxes(p: Platform): void {
  for (const look of atWork.get(p.db) ?? []) look();
}

/**
 * Follows the mailboxes of all active inboxes, in every worker process. Each folder has one owner at a time (mailbox-lock.ts);
 * the others try for it again and again, so that one that dies is replaced in seconds.
 */
export function startMailboxes(p: Platform, keep: Keep, given: Partial<Pace> = {}): MailboxesAtWork {
  const pace = { ...usual, ...given };
  const followed = new Map<string, Followed>();
  const locks = makeMailboxLocks(p, () => void stopAll());

  async function look(): Promise<number> {
    const wanted = await wantedFolders(p);
    const changed = [...followed].filter(([key, { print }]) => wanted.get(key)?.print !== print);
    for (const [key, one] of changed) {
      followed.delete(key);
      await one.stop();
    }
    const named: number[] = [];
    for (const [key, want] of wanted) named.push(await attend(key, want));
    await nameMailboxes(p.db, named);
    return pace.lookMs;
  }

  async function attend(key: string, want: Wanted): Promise<number> {
    const row = await mailboxOf(p.db, { inboxId: want.inbox.id, account: want.account, folder: want.folder });
    const known = followed.get(key);
    if (known) heedAsking(known, row);
    else if (await locks.take(row.id)) followed.set(key, begin(want, row));
    return row.id;
  }

  function begin({ inbox, folder, print }: Wanted, row: MailboxRow): Followed {
    const ending = new AbortController();
    const following = followMailbox(p, { inbox, folder, row, keep, pace, signal: ending.signal });
    return {
      print,
      askedAt: row.askedAt?.getTime() ?? 0,
      ask: following.ask,
      async stop() {
        ending.abort();
        await following.done;
        await locks.give(row.id);
      },
    };
  }

  async function stopAll(): Promise<void> {
    const all = [...followed.values()];
    followed.clear();
    await Promise.all(all.map((one) => one.stop()));
  }

  const loop = startLoop({ name: 'mailboxes', log: p.log, run: look });
  const looks = atWork.get(p.db) ?? new Set();
  atWork.set(p.db, looks.add(loop.wake));

  return {
    async close() {
      looks.delete(loop.wake);
      await loop.stop();
      await stopAll();
      await locks.close();
    },
  };
}

function heedAsking(known: Followed, row: MailboxRow): void {
  const askedAt = row.askedAt?.getTime() ?? 0;
  if (askedAt <= known.askedAt) return;
  known.askedAt = askedAt;
  known.ask();
}

async function wantedFolders(p: Platform): Promise<Map<string, Wanted>> {
  const { inboxes } = await inboxDirectory(p);
  const wanted = new Map<string, Wanted>();
  for (const inbox of inboxes.values()) {
    const place = inbox.isActive ? placeOf(p, inbox) : null;
    for (const folder of place?.folders ?? []) {
      const { account } = place ?? { account: '' };
      const print = JSON.stringify([account, inbox.settings, inbox.secrets, inbox.channel]);
      wanted.set(`${inbox.id} ${folder}`, { inbox, account, folder, print });
    }
  }
  return wanted;
}

/** An inbox whose settings cannot be read harms no other. */
function placeOf(p: Platform, inbox: InboxRow): { account: string; folders: string[] } | null {
  const { mailboxes } = channelOf(inbox.channel);
  if (mailboxes === undefined) return null;
  try {
    return mailboxes.of(onTheWire(p, inbox).settings);
  } catch (error) {
    const level = isUnavailable(error) ? 'debug' : 'warn';
    p.log[level]({ err: error, inbox: inbox.uuid }, 'the settings of an inbox cannot be read');
    return null;
  }
}
