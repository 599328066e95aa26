import { AppError } from '../../../domain/errors.ts';
import type { Reason } from '../../../domain/events.ts';
import type { FieldValue } from '../../../domain/fields/field.ts';
import { readTyped } from '../../../domain/fields/typed.ts';
import { problemSentences } from '../../../domain/fields/value.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { setFields } from '../../../domain/tickets/fields.ts';
import { rememberUse } from '../../fields/commands/read-given.ts';
import { fieldDefinitions } from '../../fields/reads.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockTicketById } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';

/**
 * For rules and what the desk reads by itself: sets fields in the transaction of whoever asks, with the reason. Whoever asks says
 * once that these fields are in use (`rememberUse`), however many tickets get them.
 */
export async function setTicketFields(
  tx: Tx,
  p: Platform,
  asked: { ticketId: number; actor: Actor; values: Readonly<Record<string, FieldValue | null>>; reason?: Reason },
): Promise<void> {
  const { ticketId, actor, values, reason } = asked;
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  const decision = setFields(ticket, { values, ...(reason && { reason }) });
  const at = p.clock.now();
  await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
}

/** For rules: one field, its value as an admin typed it. A rule whose field is gone, or whose value does not fit, is refused. */
export async function setFieldAsTyped(
  tx: Tx,
  p: Platform,
  { field, value, ...asked }: { ticketId: number; actor: Actor; field: string; value: string },
): Promise<void> {
  const definition = (await fieldDefinitions(tx, 'ticket')).find(({ key, isArchived }) => key === field && !isArchived);
  if (definition === undefined) throw invalid('There is no such field.');
  const read = readTyped(definition, value, 'pt-BR');
  if ('problem' in read) throw invalid(problemSentences[read.problem]);
  await rememberUse(tx, 'ticket', [field]);
  await setTicketFields(tx, p, { ...asked, values: { [field]: read.value } });
}

function invalid(sentence: string): AppError {
  return new AppError('invalid', 'field_values_invalid', sentence);
}
