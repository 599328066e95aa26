import { z } from 'zod';
import { notificationEvents } from '../domain/notifications.ts';
import { instant, next, page, publicId, reason } from './common.ts';

// Paths: GET /api/notifications · POST /api/notifications/:notificationId/read · POST /api/notifications/read (all).

export const notification = z.strictObject({
  id: publicId,
  type: z.string(),
  ticket: z.strictObject({ number: z.number().int(), subject: z.string() }).nullable(),
  actor: z.string().nullable(),
  excerpt: z.string(),
  /** Why the desk itself speaks: what looked suspicious, and the values that decided. */
  reason: reason.nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Notification = z.infer<typeof notification>;
export const notificationList = z.strictObject({
  notifications: z.array(notification),
  unread: z.number().int(),
  next,
});
export const notificationQuery = z.strictObject({ ...page });
export const notificationParams = z.strictObject({ notificationId: publicId });

/** How one wants to hear of what. In a change, what is not named stays. */
const notificationChoice = z.strictObject({ inApp: z.boolean(), byMail: z.boolean() });
export const notificationChoices = z.strictObject({
  choices: z.record(z.enum(notificationEvents), notificationChoice),
});
export const notificationChoicesBody = z.strictObject({
  choices: z.partialRecord(z.enum(notificationEvents), notificationChoice),
});
