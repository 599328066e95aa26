import { z } from 'zod';
import { transaction } from '../platform/database/database.ts';
import type { JobHandlers } from '../platform/jobs/jobs.ts';
import type { Platform, Tx } from '../platform/platform.ts';
import { moveToTopic } from '../tickets/commands/topic.ts';
import { openTicketsOf } from './reads/topics.ts';

const payload = z.strictObject({ from: z.int(), to: z.int().nullable(), after: z.int() });
const atOnce = 200;

/** The open tickets of a topic that is no more get another one, or none. */
export async function moveTicketsLater(tx: Tx, p: Platform, { from, to }: { from: number; to: number | null }) {
  await p.jobs.add(tx, 'move-tickets-of-topic', { from, to, after: 0 });
}

export const topicJobs = (p: Platform): JobHandlers => ({
  'move-tickets-of-topic': async (given) => moveTickets(p, payload.parse(given)),
});

/** Each in a commit of its own; the next portion is a job of its own, so that a desk that stops goes on where it was. */
async function moveTickets(p: Platform, { from, to, after }: z.infer<typeof payload>): Promise<void> {
  const ticketIds = await openTicketsOf(p.db, { topicId: from, after, limit: atOnce });
  const reason = { code: 'topic_removed', values: { topicId: from } };
  for (const ticketId of ticketIds) await moveToTopic(p, { ticketId, topicId: to, reason });
  const last = ticketIds.at(-1);
  if (last === undefined || ticketIds.length < atOnce) return;
  await transaction(p.db, (tx) => p.jobs.add(tx, 'move-tickets-of-topic', { from, to, after: last }));
}
