import { expect, test } from 'vitest';
import { checkFollowUp } from './follow-up.ts';
import { aTicket, statusIn } from './ticket.fixture.ts';
import type { StatusCategory } from './ticket.ts';

test.each<[sentence: string, category: StatusCategory, mergedInto: number | null, code: string | null]>([
  ['a solved ticket is carried on in a new one', 'solved', null, null],
  ['so is a closed one', 'closed', null, null],
  ['an open one goes on by itself', 'open', null, 'follow_up_of_active'],
  ['one that waits for its customer does, too', 'pending', null, 'follow_up_of_active'],
  ['what went over to another ticket goes on there', 'closed', 7, 'follow_up_of_merged'],
])('%s', (...[, category, mergedInto, code]) => {
  const act = () => checkFollowUp(aTicket({ status: statusIn(category), mergedInto }));
  if (code === null) expect(act).not.toThrow();
  else expect(act).toThrow(expect.objectContaining({ code }));
});
