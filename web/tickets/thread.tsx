import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { later } from '../app/later.ts';
import { historyQuery } from './calls.ts';
import { MessageCard } from './message-card.tsx';
import { threadItems } from './thread-items.ts';

const HistoryRows = later(() => import('./history-rows.tsx').then((it) => it.HistoryRows));

/** What was said and what happened, oldest first. */
export function Thread({ ticket, messages }: { ticket: Ticket; messages: Message[] }) {
  const { data: history } = useQuery(historyQuery(ticket.number));
  const items = useMemo(() => threadItems(messages, history ?? []), [messages, history]);
  const scroller = useStayAtEnd(items.length);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <div ref={scroller} tabIndex={0} className="ring-inset-focus min-h-0 flex-1 overflow-auto">
      <div role="log" aria-label={t('Conversation')} className="flex flex-col gap-4.5 px-4 py-4.5 md:px-6">
        {items.map((item) =>
          item.kind === 'message' ? (
            <MessageCard key={item.message.id} message={item.message} ticket={ticket} />
          ) : (
            <Suspense key={item.id}>
              <HistoryRows entries={item.entries} />
            </Suspense>
          ),
        )}
      </div>
    </div>
  );
}

/** Opens at the newest message and stays there while somebody reads the end; who scrolled up is left in peace. */
function useStayAtEnd(count: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const remember = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    };
    const stick = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(stick);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener('scroll', remember, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', remember);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new item is what moves the end
  useLayoutEffect(() => {
    if (scroller.current && isAtEnd.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [count]);
  return scroller;
}
