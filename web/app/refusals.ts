import { inLanguage, type Translated } from '../../domain/translated.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { fileSize } from './format.ts';

/** What a refusal says, by its code; some name what the desk named. */
type Refusals = Record<string, (details: Record<string, unknown>) => string>;

/** What the desk's refusals say, by code; with the general ones (`sentences.ts`) every code a browser may meet: a test demands it. */
export const refusals: Refusals = {
  agent_inactive: () => t('This account is disabled. Ask an administrator.'),
  wrong_credentials: () => t('This e-mail address and password do not belong together.'),
  too_many_sign_ins: () => t('Many people sign in right now. Try again in a moment.'),
  not_allowed: () => t('Your role does not allow this.'),
  may_not_reply: () => t('Your role does not allow this.'),
  needs_session: () => t('Your role does not allow this.'),
  cross_site: () => t('This came from another site and was refused. Load the page again.'),
  host_not_allowed: () => t('The desk is not known by this address. Ask whoever runs it to set PUBLIC_URL.'),
  body_too_large: sayTooLarge,
  link_expired: () => t('This link was used already or has expired. Ask for a new one.'),
  password_weak: () => t('This password is easy to guess. Choose another.'),
  disk_full: () => t('The disk of the desk is full. Nothing was saved; tell whoever runs it.'),
  storage_full: () => t('The disk of the desk is full. Nothing was saved; tell whoever runs it.'),
  ...ofTickets(),
  ...ofTiedTickets(),
  ...ofFiles(),
  ...ofPeople(),
  ...ofMail(),
  ...ofTopics(),
  ...ofBulk(),
  ...ofTables(),
};

function ofTickets(): Refusals {
  return {
    ticket_not_found: () => t('This ticket does not exist, or you may not see it.'),
    ticket_closed: () => t('A closed ticket does not change any more.'),
    ticket_changed: () => t('Somebody else changed this meanwhile. The newest values are shown now.'),
    ticket_has_news: () => t('There is news in this ticket that you have not seen.'),
    resolution_required: () =>
      t('Tickets of this topic are solved with a resolution: write down what was found and done.'),
    ticket_answered: () => t('A ticket that was answered cannot be new again.'),
    unknown_status: () => t('What was chosen here no longer exists.'),
    unknown_reference: () => t('What was chosen here no longer exists.'),
    unknown_message: () => t('There is news in this ticket that you have not seen.'),
    unknown_version: () => t('Somebody else changed this meanwhile. The newest values are shown now.'),
    empty_message: () => t('The message says nothing yet.'),
    message_sent: () => t('Too late: the message has left.'),
    not_your_message: () => t('Only who wrote a reply can take it back.'),
    no_recipient: () => t('The customer has no address that the desk could write to.'),
    no_sending_inbox: () => t('No inbox that is on can send this. An administrator sets one up under Inboxes.'),
    reply_window_closed: () => t('The customer wrote too long ago: this channel takes no free reply any more.'),
    search_empty: () => t('Search for at least one word.'),
    no_such_question: () => t('Somebody else decided this meanwhile. The newest values are shown now.'),
    own_address: () => t('This is an address of the desk itself.'),
    default_business_hours: () => t('These hours are for everybody who has no others. They cannot be removed.'),
    calendar_unreadable: () => t('This is no calendar in the iCal format.'),
    calendar_too_large: () => t('This calendar is too large, or names too many days.'),
    calendar_refused: () => t('There is no calendar at this address.'),
    outbound_refused: () => t('The desk may not ask this address. It must be public and begin with https.'),
    outbound_unreachable: () => t('Nobody answers at this address.'),
    condition_invalid: () => t('The condition is not complete.'),
    action_invalid: () => t('An action is not complete.'),
    macro_empty: () => t('A macro needs a text or an action.'),
    macro_not_found: () => t('This macro is gone.'),
    trigger_listens_to_nothing: () => t('Choose what the trigger listens to.'),
    count_takes_too_long: () => t('To count these tickets takes too long just now.'),
    fields_missing: sayMissing,
    triage_rule_invalid: () => t('Some fields need another look.'),
    field_values_invalid: () => t('Some fields need another look.'),
    skill_not_found: () => t('This skill is gone.'),
    view_not_found: () => t('This view is gone.'),
    view_condition_invalid: () => t('This view asks for something that is gone. Edit its conditions.'),
    list_takes_too_long: () => t('To find these tickets takes too long. Narrow what is asked.'),
    ticket_solved: () => t('This ticket is solved. Open it again first.'),
    no_team_to_escalate: () => t('This ticket has no team yet. Choose the one that should have it.'),
    no_higher_tier: () => t('There is no higher tier in this team. Choose another team.'),
    not_escalated: () => t('This ticket was not escalated, or somebody gave it back already.'),
    snooze_in_past: () => t('That time is over already. Choose a later one.'),
    snooze_too_long: () => t('A ticket can be snoozed for a year at most.'),
    unknown_time: () => t('There is no such day or time.'),
  };
}

/** What stands between two tickets: merges, splits, follow-ups, incidents. */
function ofTiedTickets(): Refusals {
  return {
    merge_into_itself: () => t('A ticket cannot be merged into itself.'),
    merge_target_closed: () => t('The other ticket is closed: nothing can be merged into it.'),
    not_merged: () => t('This ticket is not merged, or somebody undid it already.'),
    ticket_moved: () => t('These tickets were merged or undone this very moment. Try again.'),
    merge_ends_split: () => t('This ticket was split off and went back. That is for good: split again instead.'),
    split_at_waiting: () => t('This reply can still be taken back. Split when it is sent.'),
    split_takes_all: () => t('Nothing would be left of the ticket.'),
    not_split: () => t('This ticket was not split off, or somebody undid it already.'),
    split_merged: () => t('One of the two tickets was merged since. Undo that first.'),
    split_again: () => t('This ticket was split itself since. Undo that first.'),
    follow_up_of_active: () => t('This ticket is still open. Go on in it.'),
    follow_up_of_merged: () => t('This ticket was merged into another one. Go on there.'),
    incident_of_itself: () => t('A ticket is no incident of itself.'),
    problem_closed: () => t('The problem is closed: it takes no more incidents.'),
    incident_already: () => t('This ticket is an incident of a problem already.'),
    incident_levels: () => t('A problem cannot be an incident, nor an incident a problem.'),
    incidents_too_many: () => t('This problem has as many incidents as one answer reaches.'),
    no_incident: () => t('This ticket is no incident, or somebody unlinked it already.'),
  };
}

/** What goes with a message. */
function ofFiles(): Refusals {
  return {
    file_empty: () => t('This file is empty.'),
    upload_gone: () => t('A file is not here any more. Attach it again.'),
    upload_not_found: () => t('A file is not here any more. Attach it again.'),
    uploads_full: ({ maxBytes }) =>
      t('More than {size} of your files wait unsent. Send or remove some first.', { size: fileSize(Number(maxBytes)) }),
    channel_takes_no_files: () => t('The channel this reply leaves by carries no files.'),
    too_many_files: ({ most }) => t('A message takes {number} files at most.', { number: Number(most) }),
    files_too_large: ({ maxBytes }) =>
      t('The files of one message may have {size} together.', { size: fileSize(Number(maxBytes)) }),
  };
}

function sayTooLarge({ maxBytes }: Record<string, unknown>): string {
  if (typeof maxBytes !== 'number') return t('This is too large to be sent.');
  return t('This is too large to be sent: {size} at most.', { size: fileSize(maxBytes) });
}

function ofPeople(): Refusals {
  return {
    agent_email_taken: () => t('This e-mail address is taken.'),
    agent_above_you: () => t('This agent may do more than you: somebody above must change them.'),
    role_above_you: () => t('You cannot give a role that may do more than your own.'),
    owner_only: () => t('Only an owner may do this.'),
    own_role: () => t('Nobody changes their own role. Ask another administrator.'),
    own_account: () => t('Nobody disables their own account. Ask another administrator.'),
    last_owner: () => t('A desk needs an owner. Make somebody else an owner first.'),
    team_has_tickets: () => t('Tickets belong to this team. Give them to another team first.'),
    identity_invalid: () => t('This is not an address or number that can be used.'),
    wrong_password: () => t('The current password is not right.'),
    unknown_time_zone: () => t('What was chosen here no longer exists.'),
    contact_into_itself: () => t('A contact cannot be merged into itself.'),
    contact_merged: () => t('One of these contacts was merged already.'),
    contact_not_merged: () => t('This contact is not merged, or somebody undid it already.'),
    identity_taken: () => t('Another contact has this address or number.'),
    domain_taken: () => t('Another organization has this domain.'),
    contact_in_motion: () => t('This contact is being changed right now. Try again.'),
  };
}

function ofTopics(): Refusals {
  return {
    field_without_choices: () => t('A choice needs something to choose from.'),
    field_key_taken: () => t('Another field has this key.'),
    topic_in_circle: () => t('A topic cannot stand under itself.'),
    topic_too_deep: () => t('Topics go three levels deep.'),
    topic_archived: () => t('This topic is archived. Choose another one, or bring it back first.'),
    topic_has_subtopics: () => t('Topics stand under this one. Move or remove them first.'),
  };
}

function ofMail(): Refusals {
  return {
    domain_key_impossible: () => t('Only an inbox with an address can sign what it sends.'),
    inbox_paused: () => t('This inbox is paused.'),
    inbox_sends_nothing: () => t('This inbox has no address to send from.'),
    no_sign_in: () => t('This inbox signs in by a password.'),
    needs_browser: () => t('This is begun in a browser.'),
    sign_in_denied: () => t('The mail provider gave no permission.'),
    sign_in_unknown: () => t('This sign-in was not begun here, or too long ago. Begin again.'),
    no_refresh_token: () => t('The mail provider gave no lasting permission. Remove the desk there and sign in again.'),
    address_taken: () => t('Another inbox has one of these addresses.'),
    inbox_in_use: () => t('Messages came or went by this inbox. Turn it off instead.'),
    invalid_settings: () => t('Some settings of the channel need another look.'),
    unknown_channel: () => t('What was chosen here no longer exists.'),
    delivery_not_composed: () => t('Nothing was sent yet.'),
    delivery_not_retryable: () => t('Only what failed, came back or is held can be sent again.'),
    template_invalid: () => t('A text asks for something that does not exist: look at what stands in braces.'),
    template_failed: () => t('A text could not be filled in.'),
    webhook_off: () => t('This webhook is off. Turn it on to test it.'),
    webhook_delivered: () => t('It arrived already.'),
    parked_mail_not_found: () => t('Somebody else has dealt with this mail already.'),
  };
}

/** Names what the form of the topic demands. */
function sayMissing({ need, labels }: Record<string, unknown>): string {
  const names = ((labels ?? []) as Translated[]).map((label) => inLanguage(label, currentLanguage())).join(', ');
  return need === 'open'
    ? t('To open this ticket, fill in: {names}.', { names })
    : t('To solve this ticket, fill in: {names}.', { names });
}

/** Of a refusal that was written down by its code. */
export function sentenceOf(code: string): string {
  return refusals[code]?.({}) ?? t('Something went wrong. It was written down; please try again.');
}

function ofBulk(): Refusals {
  return {
    bulk_too_many: () => t('These are too many tickets for one run. Narrow the view first.'),
    bulk_empty: () => t('None of these tickets is there any more.'),
    bulk_running: () => t('Stop it first: it still runs.'),
    bulk_nothing_to_undo: () => t('There is nothing left to take back.'),
    changed_since: () => t('Somebody changed it again since. It stays as it is now.'),
    template_unresolved: () => t('Something in the text has no value for this customer. Nothing was sent.'),
    macro_without_actions: () => t('This macro only writes a text. Choose “Reply” to send one to many.'),
  };
}

/** Contacts from a table. */
function ofTables(): Refusals {
  return {
    table_empty: () => t('There is nothing in this file.'),
    table_too_large: () => t('This table is too large. Take up to 10 MB and 50,000 rows at a time.'),
    table_unreadable: () => t('This file cannot be read. Save it as CSV or XLSX and try again.'),
    import_begun: () => t('This import was begun already.'),
    import_columns_wrong: () => t('Two columns cannot be the same thing. Look at what the columns are.'),
    import_running: () => t('Stop it first: it still runs.'),
    import_nothing_to_undo: () => t('There is nothing left to take back.'),
  };
}
