import type { ConfirmationText } from '../confirmation.ts';
import type { FormField } from '../fields/form.ts';
import { type Branch, pathTo } from './tree.ts';

/** How tickets of a topic are confirmed: as the topic above and in the end the inbox does, in words of its own, or not at all. */
export type TopicConfirmation =
  | { kind: 'inherit' }
  | { kind: 'own'; texts: Readonly<Record<string, ConfirmationText>> }
  | { kind: 'none' };

/** What a topic chooses for its tickets. What it leaves open (null, an empty list) it takes from the topic above it. */
export type TopicChoices = {
  teamId: number | null;
  slaPolicyId: number | null;
  confirmation: TopicConfirmation;
  form: readonly FormField[];
  /** Tickets are solved with a resolution. What a topic wants, those under it want too. */
  needsResolution: boolean;
};

/** What counts for tickets of a topic: of each choice the nearest that is made on the way from the topic to the top. */
export function choicesOf(topics: readonly (Branch & TopicChoices)[], id: number | null): TopicChoices {
  const path = id === null ? [] : pathTo(topics, id);
  return {
    teamId: path.find(({ teamId }) => teamId !== null)?.teamId ?? null,
    slaPolicyId: path.find(({ slaPolicyId }) => slaPolicyId !== null)?.slaPolicyId ?? null,
    confirmation: path.find(({ confirmation }) => confirmation.kind !== 'inherit')?.confirmation ?? { kind: 'inherit' },
    form: path.find(({ form }) => form.length > 0)?.form ?? [],
    needsResolution: path.some(({ needsResolution }) => needsResolution),
  };
}
