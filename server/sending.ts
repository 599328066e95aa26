import { recoverDeliveries } from './inboxes/commands/recover.ts';
import { recoverAgentMail } from './notifications/commands/mail.ts';
import type { JobHandlers } from './platform/jobs/jobs.ts';
import { recoverMail } from './platform/mail/mailer.ts';
import type { Platform } from './platform/platform.ts';
import { isSendingHeld } from './settings/reads.ts';
import { recoverReplies } from './tickets/commands/recover.ts';
import { recoverWebhooks } from './webhooks/commands/call.ts';

/** The jobs that write to somebody outside, or make others do so. */
const outgoing = ['post-reply', 'deliver-message', 'mail-agent', 'send-mail', 'call-webhook'];

/** While a restored desk is held, these jobs end without doing anything; what they were for waits in its own table. */
export function unlessHeld(p: Platform, handlers: JobHandlers): JobHandlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    if (!outgoing.includes(name)) return [name, handler] as const;
    const guard: typeof handler = async (payload, job) => {
      if (!(await isSendingHeld(p))) await handler(payload, job);
    };
    return [name, guard] as const;
  });
  return Object.fromEntries(guarded);
}

/** What waits to be sent and has no job (any more) gets one: after a restore, or once sending is released. */
export async function recoverSending(p: Platform): Promise<void> {
  if (await isSendingHeld(p)) return;
  await recoverReplies(p);
  await recoverDeliveries(p);
  await recoverAgentMail(p);
  await recoverMail(p);
  await recoverWebhooks(p);
}
