import { fold } from '../../../domain/text.ts';
import type { CustomFields, Resolution } from '../../../domain/tickets/ticket.ts';

/** The texts among a ticket's own fields as conditions compare them, as JSON. */
export function foldedFields(customFields: CustomFields): string {
  const texts = Object.entries(customFields).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, fold(value)] as const] : [],
  );
  return JSON.stringify(Object.fromEntries(texts));
}

/** What conditions ask of a resolution, as they compare it; null where there is none. */
export function foldedResolution(resolution: Resolution | null): string | null {
  if (resolution === null) return null;
  return JSON.stringify({ cause: fold(resolution.cause), outcome: fold(resolution.outcome) });
}
