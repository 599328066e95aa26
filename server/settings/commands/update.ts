import type { z } from 'zod';
import type { Settings, updateSettingsBody } from '../../../contract/settings.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { checkTimeZone } from '../../../domain/time-zone.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSettings } from '../reads.ts';
import { lockSettings, saveSettings } from '../store.ts';

// What holds for the whole desk. What belongs to a team, an inbox or an agent stands with them.

type Body = z.output<typeof updateSettingsBody>;
type Asked = { actor: Actor; body: Body; request?: { ip: string; id: string } };

export async function updateSettings(p: Platform, asked: Asked): Promise<void> {
  await transaction(p.db, (tx) => updateSettingsIn(tx, p, asked));
}

/** The same within a larger change (setup). */
export async function updateSettingsIn(tx: Tx, p: Platform, asked: Asked): Promise<void> {
  const { actor, body, request } = asked;
  checkTimeZone(body.timeZone);
  await lockSettings(tx);
  const changed = fromTo(await readSettings(p, tx), body);
  if (Object.keys(changed).length === 0) return;

  const at = p.clock.now();
  await saveSettings(tx, Object.fromEntries(Object.entries(changed).map(([key, [, to]]) => [key, to])), at);
  const details = withoutPictures(changed);
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'settings' };
  await recordEvents(tx, about, [{ type: 'settings.changed', changes: details }]);
  await recordAudit(tx, { at, actor, action: 'settings.changed', details, request });
}

function fromTo(before: Settings, body: Body): FieldChanges {
  const isSame = (key: string, to: unknown) => JSON.stringify(to) === JSON.stringify(before[key as keyof Settings]);
  const changed = Object.entries(body).filter(([key, to]) => to !== undefined && !isSame(key, to));
  return Object.fromEntries(changed.map(([key, to]) => [key, [before[key as keyof Settings], to] as const]));
}

/** That a picture was set is worth a line, the picture is not. */
function withoutPictures(changed: FieldChanges): FieldChanges {
  const short = (value: unknown) => (typeof value === 'string' && value.startsWith('data:') ? 'data:…' : value);
  return Object.fromEntries(
    Object.entries(changed).map(([key, [from, to]]) => [key, [short(from), short(to)] as const]),
  );
}
