import { Link } from '@tanstack/react-router';
import type { Notification } from '../../contract/notifications.ts';
import type { Reason } from '../../domain/events.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { BellIcon } from '../../ui/icons.ts';
import { suspicionInWords } from '../admin/audit/suspicion-words.ts';
import { keys, queryClient } from '../app/queries.ts';
import { Time } from '../app/Time.tsx';
import { lackInWords } from '../tickets/solve-lack.ts';
import { readNotification } from './calls.ts';

export function NotificationList(props: { notifications: Notification[]; onFollow: () => void }) {
  if (props.notifications.length === 0) {
    return (
      <EmptyState icon={<BellIcon aria-hidden />} title={t('Nothing new')}>
        {t('When a ticket is given to you or a customer answers you, it shows here.')}
      </EmptyState>
    );
  }
  return (
    <ul className="min-h-0 overflow-auto">
      {props.notifications.map((notification) => (
        <li key={notification.id} className="border-b border-line last:border-0">
          <NotificationLine notification={notification} onFollow={props.onFollow} />
        </li>
      ))}
    </ul>
  );
}

function NotificationLine({ notification, onFollow }: { notification: Notification; onFollow: () => void }) {
  const isUnread = notification.readAt === null;
  const follow = () => {
    onFollow();
    if (isUnread) {
      void readNotification(notification.id).then(() =>
        queryClient.invalidateQueries({ queryKey: keys.notifications }),
      );
    }
  };
  return (
    <Link {...placeOf(notification)} onClick={follow} className="ring-inset-focus block px-3.5 py-2.5 hover:bg-sunken">
      <span className="flex items-center gap-1.5">
        {isUnread ? (
          <span className="size-2 shrink-0 rounded-full bg-accent">
            <span className="sr-only">{t('unread')}</span>
          </span>
        ) : null}
        <span className={classes('min-w-0 flex-1 truncate', isUnread && 'font-semibold')}>
          {whatHappened(notification)}
        </span>
        <Time at={notification.createdAt} />
      </span>
      {notification.ticket === null ? null : (
        <span className="block truncate text-ink-2">
          #{notification.ticket.number} {notification.ticket.subject}
        </span>
      )}
      {notification.reason === null ? null : (
        <span className="line-clamp-3 text-ink-2">{reasonOf(notification.type, notification.reason)}</span>
      )}
      {notification.excerpt === '' ? null : <span className="block truncate text-ink-3">{notification.excerpt}</span>}
    </Link>
  );
}

function reasonOf(type: string, reason: Reason): string {
  return type === 'security.suspicion' ? suspicionInWords(reason) : lackInWords(reason.values);
}

/** Where one follows it to: its ticket, or what the desk itself found. */
function placeOf({ type, ticket }: Notification) {
  if (type === 'security.suspicion') return { to: '/admin/$page', params: { page: 'security' } } as const;
  if (type === 'inbound.parked') return { to: '/admin/$page', params: { page: 'parked' } } as const;
  return {
    to: '/tickets/$number',
    params: { number: String(ticket?.number ?? '') },
    disabled: ticket === null,
  } as const;
}

function whatHappened({ type, actor }: Notification): string {
  const name = actor ?? t('The desk');
  switch (type) {
    case 'ticket.assigned':
      return t('A ticket was assigned to you');
    case 'agent.mentioned':
      return t('{name} mentioned you', { name });
    case 'message.received':
      return t('{name} answered', { name });
    case 'agent.notified':
      return t('A rule calls you');
    case 'ticket.woke':
      return t('A snoozed ticket is back');
    case 'delivery.failed':
    case 'delivery.bounced':
      return t('A message could not be delivered');
    case 'ticket.solve_refused':
      return t('Your mail did not solve a ticket');
    case 'security.suspicion':
      return t('Something looks suspicious');
    case 'inbound.parked':
      return t('A mail could not be filed');
    default:
      return t('News in a ticket');
  }
}
