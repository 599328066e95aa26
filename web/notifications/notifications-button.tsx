import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { t } from '../../locales/translate.ts';
import { Button as KitButton } from '../../ui/Button.tsx';
import { DialogPopover } from '../../ui/DialogPopover.tsx';
import { BellIcon } from '../../ui/icons.ts';
import { Tip } from '../../ui/Tooltip.tsx';
import { laterAhead } from '../app/later.ts';
import { keys, queryClient } from '../app/queries.ts';
import { notificationsQuery, readAllNotifications } from './calls.ts';

const NotificationList = laterAhead(() => import('./notification-list.tsx').then((it) => it.NotificationList));

/** The bell: how many are unread, and the newest of them. */
export function NotificationsButton({ className }: { className: string }) {
  const { data } = useQuery(notificationsQuery);
  const [isOpen, setOpen] = useState(false);
  const unread = data?.unread ?? 0;
  const readAll = useMutation({
    mutationFn: readAllNotifications,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.notifications }),
  });
  useUnreadInTitle(unread);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Tip label={t('Notifications')}>
        <Button className={`relative ${className}`}>
          <BellIcon aria-hidden className="size-4.5" strokeWidth={1.7} />
          <span className="sr-only">{t('Notifications, {unread} unread', { unread })}</span>
          {unread > 0 ? (
            <span
              aria-hidden
              className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[10px] font-semibold text-accent-ink"
            >
              {unread > 99 ? '99+' : unread}
            </span>
          ) : null}
        </Button>
      </Tip>
      <DialogPopover
        placement={isNarrow() ? 'top' : 'right top'}
        className="layer flex max-h-[70vh]! w-[340px] max-w-[calc(100vw-24px)] flex-col"
      >
        <Dialog aria-label={t('Notifications')} className="flex min-h-0 flex-col outline-0">
          <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3.5">
            <h2 className="flex-1 font-semibold">{t('Notifications')}</h2>
            <span className="sr-only">{t('Notifications, {unread} unread', { unread })}</span>
            {unread > 0 ? (
              <KitButton look="quiet" onPress={() => readAll.mutate()}>
                {t('Mark all as read')}
              </KitButton>
            ) : null}
          </div>
          <Suspense>
            <NotificationList notifications={data?.notifications ?? []} onFollow={() => setOpen(false)} />
          </Suspense>
        </Dialog>
      </DialogPopover>
    </DialogTrigger>
  );
}

/** On a telephone the areas are a bar below: what opens from it opens upwards. */
function isNarrow(): boolean {
  return window.matchMedia('(max-width: 767px)').matches;
}

function useUnreadInTitle(unread: number): void {
  useEffect(() => {
    const mark = () => {
      const bare = document.title.replace(/^\(\d+\+?\) /, '');
      const wanted = unread > 0 ? `(${unread}) ${bare}` : bare;
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    const observer = new MutationObserver(mark);
    const title = document.querySelector('title');
    if (title) observer.observe(title, { childList: true });
    return () => observer.disconnect();
  }, [unread]);
}
