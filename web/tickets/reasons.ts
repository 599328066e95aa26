import type { Reason } from '../../domain/events.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { lackInWords } from './solve-lack.ts';
import { wordOf } from './words.ts';

type Say = (values: Values) => string;
type Values = {
  text: (name: string) => string;
  number: (name: string) => string;
  list: (name: string) => string;
  all: Record<string, unknown>;
};

/** Why the desk decided what it decided, in words a support lead understands. One sentence per code. */
const sentences: Record<string, Say> = {
  new_ticket: () => t('Nothing in this message points to a ticket that exists, so it opened a new one.'),
  signed_address: ({ number }) =>
    t('It was sent to the reply address of ticket #{ticketNumber}, which only people we wrote to know.', {
      ticketNumber: number('ticketNumber'),
    }),
  our_message_id: ({ number }) =>
    t('It answers a message that we sent from ticket #{ticketNumber}.', { ticketNumber: number('ticketNumber') }),
  known_message_id: ({ number }) =>
    t('It answers a message that is already in ticket #{ticketNumber}.', { ticketNumber: number('ticketNumber') }),
  named_message_id: ({ number }) =>
    t('A message in ticket #{ticketNumber} names it as the one it answers.', { ticketNumber: number('ticketNumber') }),
  subject_number: ({ number }) =>
    t('Its subject names ticket #{ticketNumber}, and the sender takes part there.', {
      ticketNumber: number('ticketNumber'),
    }),
  not_a_participant: ({ number }) =>
    t(
      'It points to ticket #{ticketNumber}, but its sender takes no part there. So that nobody can talk themselves into the ticket of another person, it opened a new one.',
      {
        ticketNumber: number('ticketNumber'),
      },
    ),
  ticket_closed_follow_up: (values) => sayFollowUp(values),
  same_sender: ({ number }) =>
    t('Here everything one person says belongs together, and their open ticket is #{ticketNumber}.', {
      ticketNumber: number('ticketNumber'),
    }),
  delivery_refused: ({ text }) =>
    t('The server that was to take it refused it: {response}', { response: text('response') }),
  delivery_gave_up: ({ text }) =>
    t('Nobody took it within two days. The last answer was: {response}', { response: text('response') }),
  delivery_bounced: ({ text }) =>
    t('It came back from {address}: {response}', { address: text('address'), response: text('response') }),
  delivery_failed: ({ text }) =>
    t('The provider says that it did not arrive: {response}', { response: text('response') }),
  delivery_delivered: () => t('The provider says that it arrived.'),
  delivery_read: () => t('The provider says that it was read.'),
  delivery_held: () =>
    t('The desk was stopped while it was being sent, and nobody knows whether it left. A person decides.'),
  address_suppressed: ({ text }) => t('It was not sent: {response}', { response: text('response') }),
  topic_team: ({ text }) => t('Tickets about “{topic}” go to {team}.', { topic: text('topic'), team: text('team') }),
  topic_removed: ({ text }) => t('The topic “{topic}” is no longer in use.', { topic: text('topic') }),
  solve_lacks: ({ all }) => lackInWords(all),
  customer_answered: () => t('The customer wrote again, so somebody has to look at it.'),
  as_before_merge: () => t('Only the merge had opened it again, so it got back the status it had before.'),
  opened_by_assignment: () => t('A new ticket is open as soon as somebody has it.'),
  confirmation: () => t('This inbox confirms every new ticket.'),
  template_unresolved: ({ text }) =>
    t('Its template asks for {variables}, which has no value here and no fallback.', { variables: text('variables') }),
  automatic_history: () => t('It came before this mailbox was connected.'),
  automatic_to_machine: () => t('A machine wrote it, and the desk does not answer machines by itself.'),
  automatic_nobody: () => t('Its sender gave no address to write to.'),
  automatic_own_address: () => t('It came from an address of our own.'),
  automatic_suppressed: ({ text }) => t('Mail to {address} came back earlier.', { address: text('address') }),
  automatic_address_hour: ({ number }) =>
    t('The desk wrote to this address {count} times by itself within the last hour.', { count: number('count') }),
  automatic_address_day: ({ number }) =>
    t('The desk wrote to this address {count} times by itself within the last day.', { count: number('count') }),
  automatic_ticket_pause: ({ number }) =>
    t('The desk wrote by itself in this ticket within the last {minutes} minutes.', { minutes: number('minutes') }),
  automatic_ticket_hour: ({ number }) =>
    t('The desk wrote by itself {count} times in this ticket within the last hour.', { count: number('count') }),
  automatic_breaker: () =>
    t('The desk wrote far more mail by itself than it usually does, so it stopped. An administrator was alerted.'),
  agent_mail: () => t('It answers a notification by mail, from the verified address of the agent we sent it to.'),
  agent_mail_unverified: ({ text }) =>
    t(
      'It answers a notification from {from}, but nobody vouches for that address. So only your team sees it, and none of its commands were followed.',
      { from: text('from') },
    ),
  agent_mail_quotes: () => t('A part of our notification may still stand in it, so it was not sent to the customer.'),
  agent_may_not_reply: () => t('The role of its writer allows notes only.'),
  agent_turned_off: () => t('The agent it was sent to does not work here any more.'),
  agent_lost_access: () => t('The agent may not see that ticket any more.'),
  agent_may_not_write: () => t('The role of its writer does not allow writing in tickets.'),
  agent_token_of_another: ({ text }) =>
    t('It came from {from}, but with a reply address that we gave to somebody else.', { from: text('from') }),
  snooze_over: () => t('The time until which it was snoozed has come.'),
  woken_by_answer: () => t('It was snoozed, and the customer wrote: somebody has to look at it.'),
  woken_by_escalation: () => t('It was handed over: whoever has it now did not choose to wait.'),
  escalated: () => t('Written when the ticket was escalated: why, and what was tried.'),
  deescalated: () => t('Written when the ticket was given back.'),
  suggested_by_words: ({ list }) => t('The words {words} speak for it.', { words: list('words') }),
  field_read: ({ text }) =>
    t('It was read from the words “{found}” by the rule {rule}.', { found: text('found'), rule: text('rule') }),
  priority_by_matrix: () => t('Impact and urgency together make this priority.'),
  ...ofAssignment(),
  opened_by_reply: () => t('A new ticket is open as soon as it is answered.'),
  put_back: () => t('What was done to many tickets at once was taken back.'),
};

function ofAssignment(): Record<string, Say> {
  return {
    assigned_previous_agent: () => t('They answered this customer before, are there and have room.'),
    assigned_turn: () => t('It was their turn among those who are there and have room.'),
    assigned_least_loaded: () => t('They held the least of those who are there and have room.'),
    assigned_best_fit: () => t('They know best what this ticket asks for, of those who are there and have room.'),
    assigned_nobody: () => t('The desk looked for somebody and found nobody who can take it. It goes on looking.'),
    assigned_no_team: () => t('It is in no team, so there was nobody to choose from.'),
    assigned_soon: () => t('It is about to be given to somebody.'),
    took_next: () => t('They took the next ticket, and this was the one most worth doing.'),
    next_nothing_waits: () => t('No ticket waits for you. Well done.'),
    next_nothing_fits: () => t('Tickets wait, but they ask for skills that you do not have.'),
    next_at_cap: ({ number }) =>
      t('You hold {load} of at most {cap}. Finish something first.', { load: number('load'), cap: number('cap') }),
    returned_disabled: () => t('The account of its agent was turned off.'),
    returned_offline: ({ number }) => t('Its agent was offline for {minutes} minutes.', { minutes: number('minutes') }),
    returned_away: ({ number }) => t('Its agent was away for {minutes} minutes.', { minutes: number('minutes') }),
    returned_silent: ({ number }) =>
      t('Its agent did nothing in it for {minutes} minutes of business time.', { minutes: number('minutes') }),
  };
}

function sayFollowUp({ text, number }: Values): string {
  const ticketNumber = number('ticketNumber');
  if (text('policy') !== 'follow_up_after') {
    return t(
      'It belongs to ticket #{ticketNumber}, which is closed for good, so it opened a ticket that follows it up.',
      {
        ticketNumber,
      },
    );
  }
  return t(
    'It belongs to ticket #{ticketNumber}, which was closed more than {days} days before, so it opened a ticket that follows it up.',
    { ticketNumber, days: number('days') },
  );
}

const standings: Record<string, () => string> = {
  requester: () => t('The sender is the requester.'),
  participant: () => t('The sender takes part in the ticket.'),
  agent: () => t('The sender is an agent, and their address is verified.'),
  colleague: () => t('The sender works for the same organization.'),
  token: () => t('The message carries the secret that we gave only to the people we wrote to.'),
};

export function sayReason({ code, values }: Reason): string {
  const say = sentences[code];
  const decided = say?.(reader(values)) ?? t('The desk decided this: {code}.', { code });
  const standing = standings[String(values.standing)]?.();
  return standing === undefined ? decided : `${decided} ${standing}`;
}

function reader(values: Record<string, unknown>): Values {
  return {
    text: (name) => wordOf(values[name]),
    number: (name) => String(values[name] ?? '?'),
    list: (name) => quoted(values[name]),
    all: values,
  };
}

function quoted(values: unknown): string {
  const words = Array.isArray(values) ? values.map((word) => `“${word}”`) : [];
  return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(words);
}
