import type { Message } from '../../contract/messages.ts';
import { t } from '../../locales/translate.ts';
import { AlertIcon } from '../../ui/icons.ts';

type State = NonNullable<Message['delivery']>['state'];

/** How far a reply has come on its way out; what went wrong is said in the provider's words. */
export function DeliveryNote({ message }: { message: Message; ticketNumber: number }) {
  if (message.state === 'waiting') return <span>{t('leaves in a moment')}</span>;
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
