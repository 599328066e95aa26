import { fold } from '../../../domain/text.ts';
import type { CustomFields } from '../../../domain/tickets/ticket.ts';

/** The texts among a ticket's own fields as conditions compare them, as JSON. */
export function foldedFields(customFields: CustomFields): string {
  const texts = Object.entries(customFields).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, fold(value)] as const] : [],
  );
  return JSON.stringify(Object.fromEntries(texts));
}
