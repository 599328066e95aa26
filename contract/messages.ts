import { z } from 'zod';
import { mostFiles } from '../domain/uploads.ts';
import { agentRef, contactRef, instant, locale, publicId, reason, theme } from './common.ts';
import { upload } from './uploads.ts';

/** What somebody writes: plain text or HTML, exactly one of them. */
export const messageText = z
  .strictObject({ text: z.string().min(1).max(500_000).optional(), html: z.string().min(1).max(500_000).optional() })
  .refine((m) => (m.text === undefined) !== (m.html === undefined), {
    message: 'Give text or html, not both.',
    path: ['text'],
  });

export const attachment = z.strictObject({
  id: publicId,
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  isInline: z.boolean(),
  url: z.string(),
});

export const deliveryState = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'bounced',
  'failed',
  'cancelled',
  'held',
]);

export const message = z.strictObject({
  id: publicId,
  kind: z.enum(['reply', 'note', 'system']),
  direction: z.enum(['in', 'out', 'internal']),
  /** waiting: inside the undo window until `dueAt`; nobody outside has it yet. */
  state: z.enum(['waiting', 'posted']),
  dueAt: instant.nullable(),
  author: z.strictObject({
    kind: z.enum(['contact', 'agent', 'rule', 'system']),
    contact: contactRef.nullable(),
    agent: agentRef.nullable(),
  }),
  channel: z.string(),
  text: z.string(),
  /** Show it from `/api/messages/:messageId/frame`, never inline. */
  hasHtml: z.boolean(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  attachments: z.array(attachment),
  isAutomatic: z.boolean(),
  /** Why the desk put it in this ticket. */
  reason: reason.nullable(),
  verdict: z
    .strictObject({ status: z.enum(['verified', 'unverified']), by: z.array(z.string()), notes: z.array(z.string()) })
    .nullable(),
  delivery: z.strictObject({ id: publicId, state: deliveryState, error: z.string().nullable() }).nullable(),
  /** The number of the ticket it was written in, where that was merged into this one, or this one split off from that. */
  writtenIn: z.number().int().nullable(),
  createdAt: instant,
});
export type Message = z.infer<typeof message>;
export const messageList = z.strictObject({ messages: z.array(message) });
export const messageReply = z.strictObject({ message });
export const messageParams = z.strictObject({ messageId: publicId });
export const attachmentParams = z.strictObject({ attachmentId: publicId });
export const ticketMessageParams = z.strictObject({ number: z.coerce.number().int().positive(), messageId: publicId });
/**
 * How the page a message is shown on looks and speaks: as the reader's system is set unless the workspace says otherwise.
 * `images: shown` asks for the pictures that are on the internet; without it nobody outside learns that the mail was read.
 */
export const frameQuery = z.strictObject({
  theme: theme.optional(),
  lang: locale.optional(),
  images: z.enum(['shown']).optional(),
});
/** Which of the pictures on the internet that the message names, from 0. */
export const imageQuery = z.strictObject({ nth: z.coerce.number().int().min(0).max(9_999) });

/**
 * `seen` is the newest message the writer had before them; with it, news from others refuses the reply (409 `ticket_has_news`).
 * `attachments` are uploads of the writer's own in this ticket, in the order they are to have.
 */
export const writeMessageBody = z
  .strictObject({
    kind: z.enum(['reply', 'note']),
    text: z.string().min(1).max(500_000).optional(),
    html: z.string().min(1).max(500_000).optional(),
    status: z.string().max(60).optional(),
    seen: publicId.nullable().optional(),
    mentions: z.array(publicId).max(50).optional(),
    attachments: z.array(publicId).max(mostFiles).optional(),
  })
  .refine((m) => (m.text === undefined) !== (m.html === undefined), {
    message: 'Give text or html, not both.',
    path: ['text'],
  })
  .refine((m) => m.kind === 'note' || m.mentions === undefined, {
    message: 'Only a note mentions agents: a reply goes to the customer.',
    path: ['mentions'],
  });
export type WriteMessageBody = z.infer<typeof writeMessageBody>;
/** An undone reply gives its words and files back to the composer: the files are uploads again. */
export const undoneReply = z.strictObject({
  text: z.string(),
  html: z.string().nullable(),
  status: z.string().nullable(),
  attachments: z.array(upload),
});
