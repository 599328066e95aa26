/** What an inbox does with an answer to a ticket that is closed: open it again, or open one that follows it up. */
export const closedAnswers = ['follow_up', 'reopen', 'follow_up_after'] as const;
export type ClosedPolicy = {
  does: (typeof closedAnswers)[number];
  /** Of `follow_up_after`: so many days after it was closed a ticket still opens again. */
  days: number;
};

export const usualClosedPolicy: ClosedPolicy = { does: 'follow_up', days: 14 };

const dayMs = 86_400_000;

/** False: a new ticket follows it up. So it is as well where nobody knows when the ticket was closed. */
export function opensAgain(policy: ClosedPolicy, closedAt: Date | null, now: Date): boolean {
  if (policy.does !== 'follow_up_after') return policy.does === 'reopen';
  return closedAt !== null && now.getTime() - closedAt.getTime() < policy.days * dayMs;
}
