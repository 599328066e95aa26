import { z } from 'zod';
import { callWebhookLater } from '../../webhooks/commands/call.ts';
import { action, asked, id } from './action.ts';

export const callWebhook = action({
  id: 'call_webhook',
  label: { en: 'Call webhook', 'pt-BR': 'Chamar webhook' },
  says: { en: 'call the webhook {webhook}', 'pt-BR': 'chamar o webhook {webhook}' },
  params: z.strictObject({ webhook: asked(id, { as: 'webhook', label: { en: 'Webhook', 'pt-BR': 'Webhook' } }) }),
  run: ({ tx, p, ticketId, params }) => callWebhookLater(tx, p, { webhook: params.webhook, ticketId }),
});
