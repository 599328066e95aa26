import { z } from 'zod';
import { instant, next, page, publicId, shortText } from './common.ts';

// Paths: GET, POST /api/webhooks · PATCH, DELETE /api/webhooks/:webhookId · POST /api/webhooks/:webhookId/test ·
// GET /api/webhook-deliveries · POST /api/webhook-deliveries/:webhookDeliveryId/retry.

/** Where the desk tells another program of a ticket. `https`, or a host of the own network that OUTBOUND_HOSTS lists. */
const url = z.url({ protocol: /^https?$/ }).max(2_000);

export const webhook = z.strictObject({
  id: publicId,
  name: z.string(),
  url: z.string(),
  isEnabled: z.boolean(),
  lastState: z.enum(['queued', 'delivered', 'failed']).nullable(),
  lastAt: instant.nullable(),
});
export type Webhook = z.infer<typeof webhook>;
export const webhookList = z.strictObject({ webhooks: z.array(webhook) });
export const webhookReply = z.strictObject({ webhook });
/** `secret` is shown this once; what is signed with it is described in docs/webhooks.md. */
export const newWebhookReply = z.strictObject({ webhook, secret: z.string() });
export const webhookBody = z.strictObject({ name: shortText, url, isEnabled: z.boolean().default(true) });
/** `newSecret`: the old one is good no more. */
export const updateWebhookBody = z
  .strictObject({ name: shortText, url, isEnabled: z.boolean(), newSecret: z.literal(true) })
  .partial();
export const changedWebhookReply = z.strictObject({ webhook, secret: z.string().nullable() });
export const webhookParams = z.strictObject({ webhookId: publicId });

export const webhookDelivery = z.strictObject({
  id: publicId,
  webhook: z.strictObject({ id: publicId, name: z.string() }),
  ticketNumber: z.number().int().nullable(),
  state: z.enum(['queued', 'delivered', 'failed']),
  attempts: z.number().int(),
  nextAttemptAt: instant.nullable(),
  /** The status of the last answer and its beginning; `error` where there was none. */
  status: z.number().int().nullable(),
  answer: z.string().nullable(),
  error: z.string().nullable(),
  body: z.string(),
  createdAt: instant,
  deliveredAt: instant.nullable(),
});
export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export const webhookDeliveryList = z.strictObject({ deliveries: z.array(webhookDelivery), next });
export const webhookDeliveryQuery = z.strictObject({ webhook: publicId.optional(), ...page });
export const webhookDeliveryReply = z.strictObject({ delivery: webhookDelivery });
export const webhookDeliveryParams = z.strictObject({ webhookDeliveryId: publicId });

/** What a webhook is sent: a ticket as it was when the rule ran. */
export const webhookPayload = z.strictObject({
  type: z.enum(['ticket', 'test']),
  at: instant,
  ticket: z
    .strictObject({
      id: publicId,
      number: z.number().int(),
      url: z.string(),
      subject: z.string(),
      status: z.string(),
      statusCategory: z.string(),
      priority: z.string(),
      channel: z.string(),
      language: z.string().nullable(),
      tags: z.array(z.string()),
      customFields: z.record(z.string(), z.unknown()),
      topic: z.string().nullable(),
      team: z.string().nullable(),
      assignee: z.strictObject({ name: z.string(), email: z.string() }).nullable(),
      requester: z.strictObject({ name: z.string(), email: z.string().nullable() }),
      organization: z.string().nullable(),
      createdAt: instant,
    })
    .nullable(),
});
export type WebhookPayload = z.infer<typeof webhookPayload>;
