import { t } from '../../locales/translate.ts';
import { ApiError } from './api.ts';

/** What the desk's refusals say, by code. Unknown codes fall back on the kind of refusal. */
const sentences: Record<string, () => string> = {
  unreachable: () => t('The desk does not answer. Check the connection and try again.'),
  internal: () => t('Something went wrong. It was written down; please try again.'),
  invalid: () => t('Some fields need another look.'),
  unauthenticated: () => t('Please sign in again.'),
  wrong_credentials: () => t('This e-mail address and password do not belong together.'),
  too_many_attempts: () => t('Too many attempts. Wait a few minutes and try again.'),
  forbidden: () => t('Your role does not allow this.'),
  not_found: () => t('This is not here, or not for you.'),
  ticket_not_found: () => t('This ticket does not exist, or you may not see it.'),
  ticket_closed: () => t('A closed ticket does not change any more.'),
  ticket_changed: () => t('Somebody else changed this meanwhile. The newest values are shown now.'),
  ticket_has_news: () => t('There is news in this ticket that you have not seen.'),
  too_late_to_undo: () => t('Too late: the message has left.'),
  link_used_or_expired: () => t('This link was used already or has expired. Ask for a new one.'),
  common_password: () => t('This password is on every list of common passwords. Choose another.'),
  email_taken: () => t('This e-mail address is taken.'),
  name_taken: () => t('This name is taken.'),
  unknown_reference: () => t('What was chosen here no longer exists.'),
  last_owner: () => t('A desk needs an owner. Make somebody else an owner first.'),
};

export function sentenceFor(error: unknown): string {
  if (!(error instanceof ApiError)) return t('Something went wrong. It was written down; please try again.');
  return (sentences[error.code] ?? sentences[kindOf(error.status)] ?? sentences.internal)?.() ?? error.message;
}

/** The sentence beside one field, when the desk named it. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError) || !(field in error.fields)) return undefined;
  return t('This does not look right.');
}

function kindOf(status: number): string {
  if (status === 0 || status === 503) return 'unreachable';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  return status < 500 ? 'invalid' : 'internal';
}
