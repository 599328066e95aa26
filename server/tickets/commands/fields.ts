import { AppError } from '../../../domain/errors.ts';
import type { Decision, Reason } from '../../../domain/events.ts';
import type { FieldValue, FieldValues, Need } from '../../../domain/fields/field.ts';
import { askedBy, missingTo, type SolveLack } from '../../../domain/fields/form.ts';
import { after } from '../../../domain/tickets/decide.ts';
import { refuseWithoutResolution } from '../../../domain/tickets/resolution.ts';
import { isActive, type Ticket } from '../../../domain/tickets/ticket.ts';
import type { ReadFields } from '../../fields/commands/read-given.ts';
import { fieldDefinitions } from '../../fields/reads.ts';
import type { Tx } from '../../platform/platform.ts';
import { choicesOfTopic } from '../reads/topics.ts';

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

/** The same as a reason, for who is not there to be refused: null where nothing is missing. */
export async function lackToSolve(tx: Tx, before: Ticket, decision: Decision): Promise<Reason | null> {
  const now = after(before, decision);
  if (!isActive(before.status.category) || isActive(now.status.category)) return null;
  const { form, needsResolution } = await choicesOfTopic(tx, now.topicId);
  const missing =
    form.length === 0 ? [] : missingTo('solve', askedBy(form, await fieldDefinitions(tx, 'ticket')), now.customFields);
  const lack: SolveLack = {
    fields: missing.map(({ label }) => label),
    resolution: needsResolution && now.resolution === null,
  };
  if (lack.fields.length === 0 && !lack.resolution) return null;
  return { code: 'solve_lacks', values: lack };
}

/** Names the fields of the topic's form that are missing, by their labels. */
export async function refuseMissing(
  tx: Tx,
  need: Need,
  { topicId, customFields }: Pick<Ticket, 'topicId' | 'customFields'>,
): Promise<void> {
  const { form } = await choicesOfTopic(tx, topicId);
  if (form.length === 0) return;
  const missing = missingTo(need, askedBy(form, await fieldDefinitions(tx, 'ticket')), customFields);
  if (missing.length === 0) return;
  const named = missing.map(({ label }) => label.en).join(', ');
  throw new AppError('invalid', 'fields_missing', `Fill in first: ${named}.`, {
    fields: Object.fromEntries(missing.map(({ key }) => [`fields.${key}`, 'This is needed.'])),
    details: { need, labels: missing.map(({ label }) => label) },
  });
}
