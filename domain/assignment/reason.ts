import type { Reason } from '../events.ts';
import type { Choice, Considered, DeskMethod, Need } from './candidate.ts';

/** So many agents are named in a stored reason; of the rest it keeps the number. */
export const mostNamed = 20;

export type ChoiceReason = Reason & {
  values: {
    method: DeskMethod;
    agentId: number | null;
    required: Need['required'];
    preferred: Need['preferred'];
    considered: readonly Considered[];
    others: number;
  };
};

/** A choice as it is kept with the ticket: who took it first, then who could have, then who was passed over. */
export function reasonOf(method: DeskMethod, need: Pick<Need, 'required' | 'preferred'>, choice: Choice): ChoiceReason {
  const { agentId, because } = choice;
  const place = ({ agentId: id, skipped }: Considered) => (id === agentId ? 0 : skipped === null ? 1 : 2);
  const all = choice.considered.toSorted((a, b) => place(a) - place(b) || b.fit - a.fit || a.load - b.load);
  const considered = all.slice(0, mostNamed).map((one) => ({ ...one, load: rounded(one.load), fit: rounded(one.fit) }));
  const { required, preferred } = need;
  const others = all.length - considered.length;
  return { code: `assigned_${because}`, values: { method, agentId, required, preferred, considered, others } };
}

/** Sums of decimal fractions, as people write them. */
function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
