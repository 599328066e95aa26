import { z } from 'zod';
import { locale, shortText } from './common.ts';

export const settings = z.strictObject({
  company: z.string(),
  locale,
  timeZone: z.string(),
  undoSendSeconds: z.number().int(),
  /** After a restore nothing leaves the desk until somebody who may change settings sets this to false. */
  isSendingHeld: z.boolean(),
});
export type Settings = z.infer<typeof settings>;
export const settingsReply = z.strictObject({ settings });
export const updateSettingsBody = z.strictObject({
  company: shortText.optional(),
  locale: locale.optional(),
  timeZone: z.string().min(1).max(64).optional(),
  undoSendSeconds: z.number().int().min(0).max(120).optional(),
  isSendingHeld: z.literal(false).optional(),
});
