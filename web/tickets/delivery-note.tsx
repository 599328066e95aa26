import { Button } from 'react-aria-components/Button';
import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { AlertIcon } from '../../ui/icons.ts';
import { useMe } from '../app/me.ts';
import { takeBack } from './undo-send.ts';

type State = NonNullable<Message['delivery']>['state'];

/** How far a reply has come on its way out; what went wrong is said in the provider's words. */
export function DeliveryNote({ message, ticket }: { message: Message; ticket: Ticket }) {
  if (message.state === 'waiting') return <Waiting message={message} ticket={ticket} />;
  if (message.delivery === null) return null;
  const { state, error } = message.delivery;
  const isBad = state === 'bounced' || state === 'failed' || state === 'held';
  if (!isBad) return <span>{stateName(state)}</span>;
  return (
    <span className="inline-flex items-center gap-1 font-semibold text-danger">
      <AlertIcon aria-hidden className="size-3.25" />
      {stateName(state)}
      {error === null ? null : <span className="font-normal wrap-anywhere">{error}</span>}
    </span>
  );
}

function Waiting({ message, ticket }: { message: Message; ticket: Ticket }) {
  const isMine = message.author.agent?.id === useMe().id;
  return (
    <span>
      {t('leaves in a moment')}{' '}
      {isMine ? (
        <Button
          onPress={() => void takeBack({ ticket, message })}
          className="min-h-6 rounded-c px-1 font-[550] text-accent data-hovered:underline"
        >
          {t('take back')}
        </Button>
      ) : null}
    </span>
  );
}

export function stateName(state: State): string {
  switch (state) {
    case 'queued':
      return t('queued');
    case 'sending':
      return t('on its way');
    case 'sent':
      return t('sent');
    case 'delivered':
      return t('delivered');
    case 'read':
      return t('read');
    case 'bounced':
      return t('came back');
    case 'failed':
      return t('not delivered');
    case 'cancelled':
      return t('cancelled');
    case 'held':
      return t('held back');
  }
}
