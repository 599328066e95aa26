import { type DayChoices, keptDays } from '../../../domain/business-hours/holidays.ts';
import { AppError } from '../../../domain/errors.ts';
import { transaction } from '../../platform/database/database.ts';
import { recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { type Around, askedFrom, readSource, type SourceAsked } from '../holidays/read-days.ts';
import {
  deleteSources,
  insertSource,
  layDays,
  type NewSource,
  readSources,
  type SourceRow,
  saveFailure,
  saveReading,
  setChoices,
} from '../store/holidays.ts';
import { recomputeLater } from './keep-clocks.ts';

// Days that come from a country's list or a calendar on the net: read when they are added and once a day, kept as days, so that
// a clock never asks anybody.

export type SourceGiven = { id: string; choices: DayChoices } | (SourceAsked & { choices: DayChoices });
export type SourceReady = { id: string; choices: DayChoices } | NewSource;

/** What is new is read, outside of any transaction; a list that cannot be read is refused. */
export async function readNewSources(
  p: Platform,
  given: readonly SourceGiven[],
  timeZone: string | null,
): Promise<SourceReady[]> {
  const around = await aroundNow(p, timeZone);
  return Promise.all(given.map(async (source) => ('id' in source ? source : readNew(p, source, around))));
}

async function readNew(p: Platform, source: Exclude<SourceGiven, { id: string }>, around: Around): Promise<NewSource> {
  const { name, days } = await readSource(p.config, source, around);
  const { kind, choices } = source;
  const place = { country: null, region: null, url: null };
  if (kind === 'feed') return { ...place, kind, name, days, choices, url: source.url };
  return { ...place, kind, name, days, choices, country: source.country, region: source.region };
}

/** The sources of business hours from now on, in place of those they had. */
export async function keepSources(
  tx: Tx,
  businessHoursId: number,
  { sources, at }: { sources: readonly SourceReady[]; at: Date },
): Promise<void> {
  const before = await readSources(tx, businessHoursId);
  const kept = new Map(sources.flatMap((source) => ('id' in source ? [[source.id, source.choices] as const] : [])));
  if ([...kept.keys()].some((id) => !before.some(({ uuid }) => uuid === id))) throw unknownSource();
  await deleteSources(
    tx,
    before.filter(({ uuid }) => !kept.has(uuid)).map(({ id }) => id),
  );
  for (const { id, uuid } of before) await setChoices(tx, id, kept.get(uuid) ?? {});
  for (const source of sources) if (!('id' in source)) await insertSource(tx, businessHoursId, { ...source, at });
}

export function unknownSource(): AppError {
  return new AppError('invalid', 'unknown_reference', 'These business hours have no such list of holidays.');
}

/** Once a day: next years come by themselves, and a calendar that changed is followed. One that cannot be read says why. */
export async function refreshHolidays(p: Platform): Promise<void> {
  for (const source of await readSources(p.db, null)) {
    try {
      await refresh(p, source);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal';
      if (!(error instanceof AppError)) p.log.error({ err: error, source: source.uuid }, 'holidays could not be read');
      await saveFailure(p.db, source.id, { code, at: p.clock.now() });
    }
  }
}

async function refresh(p: Platform, source: SourceRow): Promise<void> {
  const around = await aroundNow(p, source.timeZone);
  const asked = askedAgain(source);
  const read = await readSource(p.config, asked, around);
  const days = keptDays(source.days, read.days, askedFrom(around));
  const at = p.clock.now();
  await transaction(p.db, async (tx) => {
    if (!(await saveReading(tx, source.id, { name: read.name, days, at }))) return;
    await layDays(tx, source.businessHoursId);
    const about = { at, actor: { kind: 'system' as const }, channel: null, subjectKind: 'business_hours' };
    const cause = { kind: 'system' as const, id: null, depth: 0 };
    await recordEvents(tx, { ...about, cause, subjectId: source.businessHoursId }, [
      { type: 'business_hours.changed', details: { action: 'holidays.read', source: source.uuid } },
    ]);
    await recomputeLater(tx, p);
  });
}

function askedAgain({ kind, country, region, url }: SourceRow): SourceAsked {
  return kind === 'country' ? { kind, country: country ?? '', region } : { kind, url: url ?? '' };
}

/** Where and when the desk is. */
export async function aroundNow(p: Platform, timeZone: string | null): Promise<Around> {
  const settings = await readSettings(p);
  const zone = timeZone ?? settings.timeZone;
  const now = Temporal.Instant.fromEpochMilliseconds(p.clock.now().getTime());
  return { timeZone: zone, language: settings.locale, today: now.toZonedDateTimeISO(zone).toPlainDate().toString() };
}
