import type { Reason } from '../events.ts';

/** The fields of a ticket that the desk may suggest by itself. */
export const suggestible = ['topic', 'priority', 'team'] as const;
export type Suggestible = (typeof suggestible)[number];

/**
 * The one shape of every automatic suggestion, whoever makes it (rules today, a learned model later): what, how sure from 0 to 1,
 * why, and by whom (`rules`). `value` is the topic's or team's database id as text, or the priority.
 */
export type Suggestion = { field: Suggestible; value: string; confidence: number; reason: Reason; source: string };

/** What a suggester is told: the new words of the customer, nothing of who they are. */
export type Said = { subject: string; text: string; language: string | null };

/** Who can suggest. Pure: the same words give the same suggestions. */
export type Suggester = (said: Said) => Suggestion[];

/** How a suggestion stands. `applied`: the desk did it at once; `offered`: an agent decides. */
export const suggestionStates = ['applied', 'offered', 'accepted', 'corrected', 'dismissed'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** Below it a suggestion is not worth an agent's look. */
export const worthOffering = 0.5;

/** What an agent's own choice says about a suggestion that stood: it was right, or this is the right one. */
export function judged(suggestion: { value: string }, chosen: string | null): 'accepted' | 'corrected' {
  return suggestion.value === chosen ? 'accepted' : 'corrected';
}
