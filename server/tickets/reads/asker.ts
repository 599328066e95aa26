import type { Asker } from '../../../domain/conditions/asker.ts';
import { type Catalogue, catalogueWith } from '../../../domain/conditions/catalogue.ts';
import { type Condition, needsOf, readCondition } from '../../../domain/conditions/condition.ts';
import type { Place } from '../../../domain/conditions/operators.ts';
import { AppError } from '../../../domain/errors.ts';
import { allFieldDefinitions } from '../../fields/reads.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { readAllCalendars } from '../../settings/reads/calendars.ts';

/** Who asks these conditions and when, with what they need to be answered: read only where one of them asks for it. */
export async function readAsker(
  db: Db | Tx,
  who: Pick<Asker, 'now' | 'me'>,
  conditions: readonly Condition[],
): Promise<Asker> {
  const needs = conditions.map(needsOf);
  const calendars = needs.some((one) => one.calendars) && { calendars: await readAllCalendars(db) };
  const catalogue = needs.some((one) => one.customFields) && { catalogue: await readCatalogue(db) };
  return { ...who, ...calendars, ...catalogue };
}

/** The fields that conditions can speak of on this desk, its own among them. */
export async function readCatalogue(db: Db | Tx): Promise<Catalogue> {
  return catalogueWith(await allFieldDefinitions(db));
}

/** Refuses what is no condition that a rule of this desk could ask at a place. */
export async function checkCondition(db: Db | Tx, sent: unknown, place: Place): Promise<void> {
  try {
    readCondition(sent, place, { catalogue: await readCatalogue(db), byNobody: true });
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
    const told = { fields: { condition: error.message }, cause: error };
    throw new AppError('invalid', 'condition_invalid', error.message, told);
  }
}
