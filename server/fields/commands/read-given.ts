import type { GivenFields } from '../../../contract/fields.ts';
import { AppError, type FieldErrors } from '../../../domain/errors.ts';
import type { FieldDefinition, FieldValue, Holder } from '../../../domain/fields/field.ts';
import { problemSentences, readValue } from '../../../domain/fields/value.ts';
import type { Tx } from '../../platform/platform.ts';
import { fieldDefinitions } from '../reads.ts';
import { markUsed } from '../store.ts';

/** Values by the key of their field; null takes one away. */
export type ReadFields = Record<string, FieldValue | null>;

/** What was given for the fields of a ticket, contact or organization, as it will be kept; each that does not fit is named. */
export async function readGivenFields(tx: Tx, holder: Holder, given: GivenFields | undefined): Promise<ReadFields> {
  if (given === undefined || Object.keys(given).length === 0) return {};
  const definitions = await fieldDefinitions(tx, holder);
  const errors: FieldErrors = {};
  const values: ReadFields = {};
  for (const [key, value] of Object.entries(given)) {
    const read = readOne(definitions, key, value);
    if ('problem' in read) errors[`fields.${key}`] = read.problem;
    else values[key] = read.value;
  }
  if (Object.keys(errors).length > 0) {
    throw new AppError('invalid', 'field_values_invalid', 'Some values do not fit their fields.', { fields: errors });
  }
  await rememberUse(
    tx,
    holder,
    Object.keys(values).filter((key) => values[key] !== null),
  );
  return values;
}

function readOne(definitions: readonly FieldDefinition[], key: string, value: unknown) {
  const definition = definitions.find((known) => known.key === key);
  if (definition === undefined) return { problem: 'There is no such field.' };
  const read = readValue(definition, value);
  return 'problem' in read ? { problem: problemSentences[read.problem] } : read;
}

/** Somebody has values of these: from now on they are archived rather than removed. */
export async function rememberUse(tx: Tx, holder: Holder, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await markUsed(tx, holder, keys);
}
