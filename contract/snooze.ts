import { z } from 'zod';
import { snoozePresets } from '../domain/snooze-times.ts';
import { instant } from './common.ts';

// Path: GET, PUT, DELETE /api/tickets/:number/snooze.

/** Whose clock "tomorrow at nine" is of; without it, the company's. */
const timeZone = z.string().min(1).max(64).optional();
/** What a clock shows: a date and a time without a zone. */
const local = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write it like 2026-12-24T09:00.');

export const snoozeQuery = z.strictObject({ timeZone });
/** Exactly one of an instant, a preset and a time by the clock of `timeZone`. */
export const snoozeBody = z
  .strictObject({
    until: instant.optional(),
    preset: z.enum(snoozePresets).optional(),
    local: local.optional(),
    timeZone,
  })
  .refine(({ until, preset, local }) => [until, preset, local].filter((one) => one !== undefined).length === 1, {
    message: 'Give one of until, preset and local.',
    path: ['until'],
  });
export type SnoozeBody = z.infer<typeof snoozeBody>;

export const snoozeChoices = z.strictObject({
  timeZone: z.string(),
  presets: z.array(z.strictObject({ preset: z.enum(snoozePresets), at: instant })),
});
export type SnoozeChoices = z.infer<typeof snoozeChoices>;
