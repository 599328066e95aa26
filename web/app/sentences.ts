import { t } from '../../locales/translate.ts';
import { ApiError } from './api.ts';
import { refusalInWords } from './refusal-words.ts';

/** What every refusal can say, by its kind. The sentences of single refusals come with the first of them (`refusals.ts`). */
export const generalSentences: Record<string, () => string> = {
  unreachable: () => t('The desk does not answer. Check the connection and try again.'),
  internal: () => t('Something went wrong. It was written down; please try again.'),
  invalid: () => t('Some fields need another look.'),
  invalid_request: () => t('Some fields need another look.'),
  unauthenticated: () => t('Please sign in again.'),
  not_signed_in: () => t('Please sign in again.'),
  too_many_requests: () => t('Too many attempts. Wait a few minutes and try again.'),
  forbidden: () => t('Your role does not allow this.'),
  not_found: () => t('This is not here, or not for you.'),
};

export function sentenceFor(error: unknown): string {
  if (!(error instanceof ApiError)) return t('Something went wrong. It was written down; please try again.');
  const general = generalSentences[error.code] ?? generalSentences[kindOf(error.status)];
  return refusalInWords(error.code, error.details) ?? general?.() ?? error.message;
}

/** What to say beside each field that the desk named, by the field's path. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(Object.keys(error.fields).map((field) => [field, t('This does not look right.')]));
}

function kindOf(status: number): string {
  if (status === 0 || status === 503) return 'unreachable';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'too_many_requests';
  if (status === 404) return 'not_found';
  return status < 500 ? 'invalid' : 'internal';
}
