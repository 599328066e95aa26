import type { GivenFields } from '../../../contract/fields.ts';
import { AppError, type FieldErrors } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import type { FieldDefinition, FieldValue, FieldValues, Need } from '../../../domain/fields/field.ts';
import { askedBy, missingTo } from '../../../domain/fields/form.ts';
import { problemSentences, readValue } from '../../../domain/fields/value.ts';
import { after } from '../../../domain/tickets/decide.ts';
import { refuseWithoutResolution } from '../../../domain/tickets/resolution.ts';
import { isActive, type Ticket } from '../../../domain/tickets/ticket.ts';
import { rememberUse } from '../../fields/commands.ts';
import { fieldDefinitions } from '../../fields/reads.ts';
import type { Tx } from '../../platform/platform.ts';
import { choicesOfTopic } from '../reads/topics.ts';

type ReadFields = Record<string, FieldValue | null>;

/** What was given for fields, as it will be kept; each that does not fit is named. */
export async function readGivenFields(tx: Tx, given: GivenFields | undefined): Promise<ReadFields> {
  if (given === undefined || Object.keys(given).length === 0) return {};
  const definitions = await fieldDefinitions(tx);
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

/** The values a new ticket begins with: what was given, without what was left empty. */
export function withoutEmpty(values: ReadFields): FieldValues {
  const kept = Object.entries(values).filter((entry): entry is [string, FieldValue] => entry[1] !== null);
  return Object.fromEntries(kept);
}

/** An agent solves or closes only what has the values its topic's form demands, and the resolution where it wants one. Rules may: nobody could fill in what is missing. */
export async function refuseUnfilled(tx: Tx, before: Ticket, decision: Decision): Promise<void> {
  const now = after(before, decision);
  if (!isActive(before.status.category) || isActive(now.status.category)) return;
  await refuseMissing(tx, 'solve', now);
  refuseWithoutResolution(now, (await choicesOfTopic(tx, now.topicId)).needsResolution);
}

/** Names the fields of the topic's form that are missing, by their labels. */
export async function refuseMissing(
  tx: Tx,
  need: Need,
  { topicId, customFields }: Pick<Ticket, 'topicId' | 'customFields'>,
): Promise<void> {
  const { form } = await choicesOfTopic(tx, topicId);
  if (form.length === 0) return;
  const missing = missingTo(need, askedBy(form, await fieldDefinitions(tx)), customFields);
  if (missing.length === 0) return;
  const named = missing.map(({ label }) => label.en).join(', ');
  throw new AppError('invalid', 'fields_missing', `Fill in first: ${named}.`, {
    fields: Object.fromEntries(missing.map(({ key }) => [`fields.${key}`, 'This is needed.'])),
    details: { need, labels: missing.map(({ label }) => label) },
  });
}
