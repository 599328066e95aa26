import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lostReplies } from '../reads/lost-replies.ts';

const patienceMs = 60_000;

export async function postLater(tx: Tx, p: Platform, reply: { messageId: number; at: Date }): Promise<void> {
  const { messageId, at } = reply;
  await p.jobs.add(tx, 'post-reply', { messageId }, { runAt: at, key: `post-reply:${messageId}` });
}

/** Gives replies whose job is gone (after a restore) a new one. */
export async function recoverReplies(p: Platform): Promise<void> {
  const at = p.clock.now();
  const lost = await lostReplies(p.db, new Date(at.getTime() - patienceMs));
  if (lost.length === 0) return;
  await transaction(p.db, async (tx) => {
    for (const messageId of lost) await postLater(tx, p, { messageId, at });
  });
}
