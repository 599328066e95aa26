import type { Asker } from '../../../domain/conditions/asker.ts';
import { type Condition, needsOf } from '../../../domain/conditions/condition.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readAllCalendars } from '../../settings/reads/calendars.ts';

/** Who asks these conditions and when, with what they need to be answered: read only where one of them asks for it. */
export async function readAsker(
  db: Db | Tx,
  who: Pick<Asker, 'now' | 'me'>,
  conditions: readonly Condition[],
): Promise<Asker> {
  const needs = conditions.map(needsOf);
  if (!needs.some(({ calendars }) => calendars)) return who;
  return { ...who, calendars: await readAllCalendars(db) };
}
