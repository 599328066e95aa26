import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { useMe } from '../app/me.ts';
import { authorName } from './author-name.ts';
import type { Draft } from './drafts.ts';
import type { News } from './send.ts';

type Props = {
  ticket: Ticket;
  messages: Message[];
  draft: Draft;
  refused: News | null;
  onSeen: () => void;
  onSendAnyway: () => void;
};

/** Somebody wrote while the agent was writing. Before sending it is a hint; after a refusal it asks what to do. */
export function NewsBanner({ messages, draft, refused, onSeen, onSendAnyway }: Props) {
  const me = useMe();
  const news = newsSince(messages, draft, me.id);
  const first = news[0];
  if (refused === null && first === undefined) return null;
  const name = first ? authorName(first) : (refused?.author ?? '');
  const review = () => {
    if (first) document.getElementById(`message-${first.id}`)?.scrollIntoView({ block: 'center' });
    onSeen();
  };
  return (
    <div
      role="alert"
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-m border border-warn bg-sheet py-2 pr-2 pl-3.5"
    >
      <p className="min-w-0 flex-1 basis-60">
        <span className="font-semibold">{t('{name} wrote while you were writing.', { name })}</span>{' '}
        <span className="text-ink-2">{refused === null ? '' : t('Nothing was sent yet.')}</span>
      </p>
      <Button onPress={review}>{t('Review')}</Button>
      {refused === null ? null : (
        <Button look="quiet" onPress={onSendAnyway}>
          {t('Send anyway')}
        </Button>
      )}
    </div>
  );
}

/** Public messages by others after the one that was newest when writing began. */
function newsSince(messages: Message[], draft: Draft, myId: string): Message[] {
  if (draft.text === '' || draft.seen === undefined) return [];
  const at = messages.findIndex(({ id }) => id === draft.seen);
  if (at === -1) return [];
  return messages.slice(at + 1).filter((message) => message.kind === 'reply' && message.author.agent?.id !== myId);
}
