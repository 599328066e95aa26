import { AppError } from '../../../domain/errors.ts';
import { checkTimeZone } from '../../../domain/time-zone.ts';
import { idsOf } from '../../agents/reads/teams.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';
import {
  type BusinessHoursFields,
  deleteBusinessHours,
  insertBusinessHours,
  lockBusinessHours,
  setUsers,
  type Users,
  updateBusinessHoursRow,
} from '../store/business-hours.ts';
import { layDays } from '../store/holidays.ts';
import { keepSources, readNewSources, type SourceGiven } from './holiday-sources.ts';
import { recomputeLater } from './keep-clocks.ts';
import type { Managing } from './manage-policies.ts';

// When teams work. Every clock that counts business hours follows a change, also for the time that has passed.

export async function addBusinessHours(
  p: Platform,
  asked: Managing & { fields: BusinessHoursFields; sources: readonly SourceGiven[]; users: NamedUsers },
): Promise<string> {
  checkTimeZone(asked.fields.timeZone);
  const sources = await readNewSources(p, asked.sources, asked.fields.timeZone);
  return transaction(p.db, async (tx) => {
    const made = await insertBusinessHours(tx, asked.fields, p.clock.now());
    await keepSources(tx, made.id, { sources, at: p.clock.now() });
    await layDays(tx, made.id);
    await setUsers(tx, made.id, await usersBy(tx, asked.users));
    await tell(tx, p, { ...asked, action: 'business_hours.added', hours: { ...made, name: asked.fields.name } });
    return made.uuid;
  });
}

export async function updateBusinessHours(
  p: Platform,
  uuid: string,
  asked: Managing & { fields: Partial<BusinessHoursFields>; sources?: readonly SourceGiven[]; users: NamedUsers },
): Promise<void> {
  const { fields, sources: given } = asked;
  checkTimeZone(fields.timeZone);
  const sources = given && (await readNewSources(p, given, fields.timeZone ?? null));
  await transaction(p.db, async (tx) => {
    const { id, name } = await lockBusinessHours(tx, uuid);
    await updateBusinessHoursRow(tx, id, fields);
    if (sources) await keepSources(tx, id, { sources, at: p.clock.now() });
    if (sources ?? fields.holidays) await layDays(tx, id);
    await setUsers(tx, id, await usersBy(tx, asked.users));
    const details = { changed: Object.keys({ ...fields, ...(sources && { sources }), ...asked.users }) };
    await tell(tx, p, { ...asked, action: 'business_hours.changed', hours: { id, uuid, name }, details });
  });
}

export async function removeBusinessHours(p: Platform, uuid: string, asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { id, name, isDefault } = await lockBusinessHours(tx, uuid);
    if (isDefault) {
      throw new AppError(
        'conflict',
        'default_business_hours',
        'These are for everybody who has no others: change them.',
      );
    }
    await deleteBusinessHours(tx, id);
    await tell(tx, p, { ...asked, action: 'business_hours.removed', hours: { id, uuid, name } });
  });
}

export type NamedUsers = { teams?: string[]; inboxes?: string[] };

export async function usersBy(tx: Db | Tx, { teams, inboxes }: NamedUsers): Promise<Users> {
  return {
    ...(teams && { teams: await idsOf(tx, 'teams', { uuids: teams, field: 'teams' }) }),
    ...(inboxes && { inboxes: await idsOf(tx, 'inboxes', { uuids: inboxes, field: 'inboxes' }) }),
  };
}

type Told = Managing & {
  action: string;
  hours: { id: number; uuid: string; name: string };
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, action, hours, details = {} }: Told): Promise<void> {
  const at = p.clock.now();
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'business_hours', subjectId: hours.id };
  await recordEvents(tx, about, [{ type: 'business_hours.changed', details: { action } }]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'business_hours',
    objectId: hours.uuid,
    details: { ...details, name: hours.name },
  });
  await recomputeLater(tx, p);
}
