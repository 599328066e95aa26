import type { WebhookPayload } from '../../../contract/webhooks.ts';
import { AppError } from '../../../domain/errors.ts';
import { hasArrived, nextAttempt } from '../../../domain/webhooks.ts';
import { transaction } from '../../platform/database/database.ts';
import { askOutside } from '../../platform/http/outbound-http.ts';
import { bodyText } from '../../platform/mail/header-text.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type DueDelivery, dueDelivery, lostDeliveries } from '../reads/deliveries.ts';
import { ticketPayload } from '../reads/payload.ts';
import { webhookForCall, webhookNotFound } from '../reads/webhooks.ts';
import { signedHeaders } from '../signature.ts';
import { deleteOldDeliveries, insertDelivery, type Outcome, settleDelivery } from '../store/webhooks.ts';
import { secretContext } from './manage-webhooks.ts';

/**
 * Tells a webhook of a ticket as it is now, after this transaction committed: a job sends it, for a day if need be. One that is
 * turned off is told nothing; one that is gone refuses, so that the rule which names it shows it.
 */
export async function callWebhookLater(
  tx: Tx,
  p: Platform,
  { webhook, ticketId }: { webhook: string; ticketId: number },
): Promise<void> {
  const called = await webhookForCall(tx, webhook);
  if (called === null) throw webhookNotFound();
  if (!called.isEnabled) return;
  await queue(tx, p, { webhookId: called.id, ticketId });
}

/** The same with no ticket in it, for an admin who wants to see whether it arrives. */
export async function testWebhook(p: Platform, webhook: string): Promise<string> {
  return transaction(p.db, async (tx) => {
    const called = await webhookForCall(tx, webhook);
    if (called === null) throw webhookNotFound();
    if (!called.isEnabled) throw new AppError('conflict', 'webhook_off', 'The webhook is off: turn it on to test it.');
    return queue(tx, p, { webhookId: called.id, ticketId: null });
  });
}

async function queue(tx: Tx, p: Platform, to: { webhookId: number; ticketId: number | null }): Promise<string> {
  const at = p.clock.now();
  const ticket = to.ticketId === null ? null : await ticketPayload(tx, p, to.ticketId);
  const payload: WebhookPayload = { type: ticket === null ? 'test' : 'ticket', at: at.toISOString(), ticket };
  const { id, uuid } = await insertDelivery(tx, { ...to, body: JSON.stringify(payload), at });
  await attemptLater(tx, p, { id });
  return uuid;
}

export async function attemptLater(tx: Tx, p: Platform, { id, at }: { id: number; at?: Date }): Promise<void> {
  await p.jobs.add(tx, 'call-webhook', { id }, { key: `call-webhook:${id}`, ...(at && { runAt: at }) });
}

/** The job: one attempt, and what comes next. Where the process dies in between it is sent again, under the same id. */
export async function attempt(p: Platform, id: number): Promise<void> {
  const due = await dueDelivery(p.db, id);
  if (due === null) return;
  const came = await send(p, due);
  const now = p.clock.now();
  const attempts = due.attempts + 1;
  const hasCome = came.status !== null && hasArrived(came.status);
  const next = hasCome ? null : nextAttempt(attempts, now);
  const state: Outcome['state'] = hasCome ? 'delivered' : next === null ? 'failed' : 'queued';
  await transaction(p.db, async (tx) => {
    await settleDelivery(tx, id, {
      ...came,
      state,
      attempts,
      next_attempt_at: next,
      delivered_at: hasCome ? now : null,
    });
    if (next !== null) await attemptLater(tx, p, { id, at: next });
  });
}

type Came = Pick<Outcome, 'status' | 'answer' | 'error'>;
const shownOfAnswer = 500;

async function send(p: Platform, due: DueDelivery): Promise<Came> {
  const { uuid, body, url } = due;
  const secret = p.secrets.open(due.secret, secretContext(due.webhookUuid));
  const headers = signedHeaders(secret, { id: uuid, at: p.clock.now(), body });
  try {
    const asked = { url, method: 'POST' as const, headers, body, maxBytes: 64 * 1024 };
    const { status, text } = await askOutside(p.config, asked);
    return { status, answer: bodyText(text.slice(0, shownOfAnswer)), error: null };
  } catch (error) {
    if (error instanceof AppError) return { status: null, answer: null, error: error.code };
    throw error;
  }
}

const patienceMs = 5 * 60_000;

/** Gives what waits and has no job (after a restore, or while sending was held) a new one. */
export async function recoverWebhooks(p: Platform): Promise<void> {
  const lost = await lostDeliveries(p.db, new Date(p.clock.now().getTime() - patienceMs));
  if (lost.length === 0) return;
  await transaction(p.db, async (tx) => {
    for (const id of lost) await attemptLater(tx, p, { id });
  });
}

const keptMs = 30 * 86_400_000;

export async function forgetOldCalls(p: Platform): Promise<void> {
  await transaction(p.db, (tx) => deleteOldDeliveries(tx, new Date(p.clock.now().getTime() - keptMs)));
}
