import { z } from 'zod';
import { priorities } from '../domain/tickets/ticket.ts';
import { locale, shortText } from './common.ts';

/** The mails' look: a line in this colour above them, this picture below. */
const brandColour = z.string().regex(/^#[0-9a-f]{6}$/i);
const brandLogo = z
  .string()
  .max(70_000)
  .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/);

const rowOfPriorities = z.array(z.enum(priorities)).length(3);
/** The priority of each impact (row) and urgency (column), from high to low. */
const priorityMatrix = z.array(rowOfPriorities).length(3);

export const settings = z.strictObject({
  company: z.string(),
  locale,
  timeZone: z.string(),
  undoSendSeconds: z.number().int(),
  brandColour: brandColour.nullable(),
  brandLogo: brandLogo.nullable(),
  /** After a restore nothing leaves the desk until somebody who may change settings sets this to false. */
  isSendingHeld: z.boolean(),
  /** Null: impact and urgency are not asked for, and priorities are set by hand. */
  priorityMatrix: priorityMatrix.nullable(),
});
export type Settings = z.infer<typeof settings>;
export const settingsReply = z.strictObject({ settings });
export const updateSettingsBody = z.strictObject({
  company: shortText.optional(),
  locale: locale.optional(),
  timeZone: z.string().min(1).max(64).optional(),
  undoSendSeconds: z.number().int().min(0).max(120).optional(),
  brandColour: brandColour.nullable().optional(),
  /** A PNG or JPEG of up to 50 kB as a `data:` address. */
  brandLogo: brandLogo.nullable().optional(),
  isSendingHeld: z.literal(false).optional(),
  priorityMatrix: priorityMatrix.nullable().optional(),
});
