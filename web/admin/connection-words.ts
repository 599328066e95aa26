import type { Inbox } from '../../contract/inboxes.ts';
import { t } from '../../locales/translate.ts';

type State = NonNullable<Inbox['connection']>['state'];

/** How a mailbox stands that the desk fetches from. */
export function connectionWord(state: State): string {
  const words: Record<State, string> = {
    connecting: t('connecting'),
    fetching: t('fetching'),
    waiting: t('connected'),
    failing: t('in trouble'),
    paused: t('paused'),
  };
  return words[state];
}

/** What the provider's answer, or ours to it, means for who was sent back to this page. */
export function signInWord(outcome: string): { text: string; isBad: boolean } {
  const words: Record<string, string> = {
    done: t('The desk may read this mailbox now.'),
    sign_in_denied: t('The mail provider gave no permission.'),
    sign_in_unknown: t('This sign-in was not begun here, or too long ago. Begin again.'),
    no_refresh_token: t('The mail provider gave no lasting permission. Remove the desk there and sign in again.'),
  };
  return { text: words[outcome] ?? t('Signing in did not work.'), isBad: outcome !== 'done' };
}
