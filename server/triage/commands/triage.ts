import type { FieldDefinition } from '../../../domain/fields/field.ts';
import { readTyped } from '../../../domain/fields/typed.ts';
import { newPartOf } from '../../../domain/quotation/parts.ts';
import { isConvincing, suggesterByWords } from '../../../domain/triage/by-words.ts';
import { type ExtractionRule, extract } from '../../../domain/triage/extract.ts';
import type { Suggester, Suggestion } from '../../../domain/triage/suggestion.ts';
import { rememberUse } from '../../fields/commands/read-given.ts';
import { fieldDefinitions } from '../../fields/reads.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { changeTicket } from '../../tickets/commands/change.ts';
import { holdTickets } from '../../tickets/commands/clocks.ts';
import { setTicketFields } from '../../tickets/commands/set-fields.ts';
import { readMessages, type WrittenMessage } from '../reads/message.ts';
import { extractionRulesInUse, wordRulesInUse } from '../reads/rules.ts';
import { insertSuggestion } from '../store/suggestions.ts';

// What the desk makes of a customer's words by itself: values for fields, and suggestions of topic, priority and team. What a
// person chose is never overwritten, and everything says why.

const actor = { kind: 'system' } as const;

/** A message to read. One that an agent opened a ticket with on a customer's behalf is not by the customer. */
export type ToRead = { ticketId: number; messageId: number; isByContact: boolean };
type Said = WrittenMessage & { isByContact: boolean };

/**
 * Reads what customers wrote, or what an agent opened a ticket with on their behalf: then suggestions are only offered, for the
 * agent saw what they left open. Run again on the same message it finds everything done.
 */
export async function triageMessages(tx: Tx, p: Platform, toRead: readonly ToRead[]): Promise<void> {
  if (toRead.length === 0) return;
  const byContact = new Map(toRead.map(({ messageId, isByContact }) => [messageId, isByContact]));
  // What is read of the tickets together holds until each was seen to: nobody else fills a field meanwhile.
  await holdTickets(
    tx,
    toRead.map(({ ticketId }) => ticketId),
  );
  const messages = (await readMessages(tx, [...byContact.keys()])).filter(({ isClosed }) => !isClosed);
  const rules = await extractionRulesInUse(tx);
  const definitions = rules.length > 0 ? await fieldDefinitions(tx, 'ticket') : [];
  const suggest = [suggesterByWords(await wordRulesInUse(tx))]; // everybody who can suggest; a learned model joins this list
  const filled = new Map<number, Set<string>>();
  for (const message of messages) {
    const isByContact = byContact.get(message.messageId) === true;
    const said = { ...message, text: newPartOf(message.text), isByContact };
    const already = filled.get(message.ticketId) ?? new Set<string>();
    filled.set(message.ticketId, already);
    await fillFields(tx, p, { said, rules, definitions, already });
    if (message.isFirst) await suggestFor(tx, p, { said, suggest });
  }
  const keys = new Set([...filled.values()].flatMap((ofTicket) => [...ofTicket]));
  await rememberUse(tx, 'ticket', [...keys]);
}

/** `already`: the fields of the ticket that an earlier message of these filled. */
type Filling = {
  said: Said;
  rules: readonly ExtractionRule[];
  definitions: readonly FieldDefinition[];
  already: Set<string>;
};

async function fillFields(tx: Tx, p: Platform, filling: Filling): Promise<void> {
  const { said: message, rules, definitions, already } = filling;
  const text = message.isFirst ? `${message.subject}\n${message.text}` : message.text;
  const isEmpty = (key: string) => message.customFields[key] === undefined && !already.has(key);
  const empty = extract(text, rules).filter(({ rule }) => isEmpty(rule.fieldKey));
  for (const { rule, value, found: words } of empty) {
    const definition = definitions.find(({ key }) => key === rule.fieldKey);
    const read = definition && readTyped(definition, value, message.language ?? 'en');
    // What the field would refuse from a person it does not get from a rule either.
    if (!read || 'problem' in read || read.value === null) continue;
    already.add(rule.fieldKey);
    const reason = { code: 'field_read', values: { rule: rule.name, found: words } };
    await setTicketFields(tx, p, {
      ticketId: message.ticketId,
      actor,
      values: { [rule.fieldKey]: read.value },
      reason,
    });
  }
}

type Suggesting = { said: Said; suggest: readonly Suggester[] };

async function suggestFor(tx: Tx, p: Platform, { said: message, suggest }: Suggesting): Promise<void> {
  const suggestions = suggest.flatMap((suggester) => suggester(message));
  for (const suggestion of suggestions.filter((one) => isOpen(one, message))) {
    const { ticketId, messageId } = message;
    const state = message.isByContact && isConvincing(suggestion) ? 'applied' : 'offered';
    const isNew = await insertSuggestion(tx, { ...suggestion, ticketId, messageId, state }, p.clock.now());
    if (isNew && state === 'applied') await apply(tx, p, { ticketId, suggestion });
  }
}

/** A topic or team that the inbox or a rule gave already is not argued with; a priority begins as medium for everybody. */
function isOpen({ field }: Suggestion, { topic, team }: WrittenMessage): boolean {
  if (field === 'topic') return topic === null;
  return field === 'team' ? team === null : true;
}

async function apply(tx: Tx, p: Platform, given: { ticketId: number; suggestion: Suggestion }): Promise<void> {
  const { ticketId, suggestion } = given;
  const { field, value, confidence, reason } = suggestion;
  const because = { code: reason.code, values: { ...reason.values, confidence } };
  await changeTicket(tx, p, { ticketId, actor, [field]: value, reason: because });
}
