import { fold } from '../../../domain/text.ts';
import type { Resolution } from '../../../domain/tickets/ticket.ts';

/** What conditions ask of a resolution, as they compare it; null where there is none. */
export function foldedResolution(resolution: Resolution | null): string | null {
  if (resolution === null) return null;
  return JSON.stringify({ cause: fold(resolution.cause), outcome: fold(resolution.outcome) });
}
