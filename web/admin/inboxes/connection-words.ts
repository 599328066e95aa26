import type { Inbox, InboxTest } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';

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

type Step = InboxTest['connect'];

/** What became of a step: in our words where they are ours, in the server's where it spoke. */
export function testWord({ code, said }: Step): string {
  const words: Record<NonNullable<Step['code']>, string> = {
    signed_in: t('Signed in.'),
    comes_by_itself: t('Mail comes in by itself: there is nothing to sign in to.'),
    stays_in_outbox: t('No server is set that mail could leave by: it stays in the local outbox.'),
    came_back: t('The mail came back.'),
    did_not_come_back: t('The mail did not come back in time.'),
    thread_kept: t('Answers find their ticket.'),
    thread_lost: t(
      'The Message-ID or the signed reply address was changed on the way. Turn off the signed reply address and test again.',
    ),
  };
  return code === null ? said : words[code];
}
