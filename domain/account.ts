/**
 * What can have become of something that came in, in the order it is shown. Everything is in exactly one: together they are what
 * came in. `unaccounted` must stay empty; what is in it is a mistake of the desk, shown in red and logged.
 */
export const accountKinds = [
  'unassigned', // waits, and nobody has it
  'waiting', // somebody has it, and the customer waits
  'snoozed',
  'quarantined', // may belong to another ticket: a person decides
  'answered',
  'noted', // nobody wrote outside, and nobody waits: agents' own mail, tickets opened with our words
  'solved_unanswered',
  'automatic', // written by a machine: filed, nobody has to answer
  'history', // older mail of a mailbox that was connected
  'bounced', // says that mail of ours did not arrive
  'copies', // in no ticket and nothing to do: receipts, second copies of one mail
  'received', // not filed yet
  'parked', // could not be filed, or was not accepted
  'discarded',
  'unaccounted',
] as const;
export type AccountKind = (typeof accountKinds)[number];
export type AccountLine = { kind: AccountKind; count: number };

/** How much of what came in is in a line that says where it is. */
export function accountedFor(lines: readonly AccountLine[]): number {
  return lines.reduce((sum, { kind, count }) => sum + (kind === 'unaccounted' ? 0 : count), 0);
}

/** True when all that came in is accounted for. */
export function isEven(cameIn: number, lines: readonly AccountLine[]): boolean {
  return accountedFor(lines) === cameIn;
}
