import type { AccountKind } from '../../domain/account.ts';
import { t } from '../../locales/translate.ts';

/** What waits for somebody, in the order to look at it. */
export const toDo: readonly AccountKind[] = ['unassigned', 'waiting', 'snoozed', 'quarantined', 'parked', 'received'];

type Words = { name: string; meaning: string };

/** What a line is called, and what it means to somebody who never saw the page. */
export function accountWords(kind: AccountKind): Words {
  return words[kind]();
}

const words: Record<AccountKind, () => Words> = {
  unassigned: () => ({ name: t('Unassigned'), meaning: t('The customer waits, and nobody has the ticket.') }),
  waiting: () => ({ name: t('Unanswered'), meaning: t('The customer waits for the agent who has the ticket.') }),
  snoozed: () => ({ name: t('Snoozed'), meaning: t('Put off by an agent until a time they chose.') }),
  quarantined: () => ({
    name: t('May belong to another ticket'),
    meaning: t('Somebody has to decide where it goes.'),
  }),
  received: () => ({ name: t('Not filed yet'), meaning: t('Arrived, and is in a ticket in a moment.') }),
  parked: () => ({ name: t('Parked'), meaning: t('The desk could not file it. Somebody has to look.') }),
  answered: () => ({ name: t('Answered'), meaning: t('Somebody of the team replied.') }),
  noted: () => ({ name: t('No answer expected'), meaning: t('Written or opened by the team itself.') }),
  solved_unanswered: () => ({
    name: t('Solved without an answer'),
    meaning: t('The ticket was solved, and nobody wrote back.'),
  }),
  automatic: () => ({ name: t('Automatic mail'), meaning: t('Out-of-office notes, newsletters and the like.') }),
  bounced: () => ({ name: t('Bounced'), meaning: t('Mail of ours that came back: it did not arrive.') }),
  copies: () => ({ name: t('Receipts and second copies'), meaning: t('Read receipts, and mail that came twice.') }),
  history: () => ({ name: t('Older mail'), meaning: t('Was in a mailbox before it was connected.') }),
  discarded: () => ({ name: t('Discarded'), meaning: t('Set aside for good.') }),
  unaccounted: () => ({ name: t('Not accounted for'), meaning: t('A mistake of the desk.') }),
};
