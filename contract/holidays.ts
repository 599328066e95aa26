import { z } from 'zod';
import { sourceDayKinds } from '../domain/business-hours/holidays.ts';
import { instant, publicId, shortText } from './common.ts';

// Paths: GET /api/holiday-countries · POST /api/holiday-days. What is chosen is kept with the business hours (contract/sla.ts).

/** A stretch of a day by the wall clock, in minutes after midnight: [540, 1080] is 9:00 to 18:00. */
const hours = z.tuple([z.int().min(0).max(1439), z.int().min(1).max(1440)]).refine(([from, to]) => from < to, {
  message: 'It ends before it begins.',
});
export const hoursOfDay = z.array(hours).max(12);
/** A day that differs, by hand; without hours it is closed. */
export const holiday = z.strictObject({ date: z.iso.date(), name: shortText, hours: hoursOfDay });

const key = z.string().min(1).max(200);
/** A day that a list or a calendar names; `key` is the same every year. Closed by itself is only what is `public`. */
const sourceDay = z.strictObject({ key, date: z.iso.date(), name: z.string(), kind: z.enum(sourceDayKinds) });
export type SourceDay = z.infer<typeof sourceDay>;
/** What the desk makes of a day, every year. */
const dayChoice = z.union([z.enum(['closed', 'as_usual']), hoursOfDay.min(1)]);
const choices = z.record(key, dayChoice).refine((of) => Object.keys(of).length <= 2_000, { message: 'Too many.' });

/** ISO 3166. The region is one of GET /api/holiday-countries. */
const ofCountry = { kind: z.literal('country'), country: z.string().regex(/^[A-Z]{2}$/), region: key.nullable() };
const ofFeed = {
  kind: z.literal('feed'),
  /** An iCal file on the net, read again every day. */
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine((url) => /^(https?|webcals?):\/\//i.test(url) && URL.canParse(url), { message: 'This is no address.' }),
};

/** Where days come from by themselves. */
export const holidaySource = z.strictObject({
  id: publicId,
  kind: z.enum(['country', 'feed']),
  name: z.string(),
  country: z.string().nullable(),
  region: z.string().nullable(),
  url: z.string().nullable(),
  /** Each day once, as it comes next. */
  days: z.array(sourceDay),
  choices,
  readAt: instant,
  /** Why it could not be read again, as an error code; its days stay as they were. */
  failure: z.string().nullable(),
  failedAt: instant.nullable(),
});
export type HolidaySource = z.infer<typeof holidaySource>;
/** One that is there already, or a new one. Those left out are taken away. */
export const holidaySourceBody = z.union([
  z.strictObject({ id: publicId, choices }),
  z.strictObject({ ...ofCountry, choices: choices.default({}) }),
  z.strictObject({ ...ofFeed, choices: choices.default({}) }),
]);

export const countryList = z.strictObject({
  countries: z.array(
    z.strictObject({ id: z.string(), regions: z.array(z.strictObject({ id: z.string(), name: z.string() })) }),
  ),
});
export type Country = z.infer<typeof countryList>['countries'][number];
/** Before anything is kept: what would come from there. */
export const holidayDaysBody = z.discriminatedUnion('kind', [
  z.strictObject(ofCountry),
  z.strictObject(ofFeed),
  z.strictObject({ kind: z.literal('file'), text: z.string().min(1).max(900_000) }),
]);
/** `skipped` counts entries that are no whole days. */
export const holidayDaysReply = z.strictObject({
  name: z.string().nullable(),
  days: z.array(sourceDay),
  skipped: z.int(),
});
export type HolidayDays = z.infer<typeof holidayDaysReply>;
