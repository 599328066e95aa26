import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { parkedEvent } from '../../../contract/parked-events.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { keys } from '../../app/queries.ts';
import { Time } from '../../app/Time.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { parkedEventsQuery, retryParkedEvents } from '../calls.ts';
import { eventName, readerName } from './parked-words.ts';

/** What a part of the desk could not do when something happened. Mostly there is none, and then nothing is said of it. */
export function ParkedEvents() {
  const list = useInfiniteQuery(parkedEventsQuery);
  const retry = useSaving({ act: retryParkedEvents, stale: [keys.parked], done: t('Trying again') });
  const events = list.data?.pages.flatMap((page) => page.parkedEvents) ?? [];
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="parked-events" className="mt-10">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="parked-events" className="text-title font-[650]">
            {t('Left undone')}
          </h2>
          <p className="text-ink-2">
            {t('Something happened, and a part of the desk failed to do its share. The rest went on.')}
          </p>
        </div>
        <Button onPress={() => retry.mutate(undefined)} isDisabled={retry.isPending}>
          {t('Try all of these again')}
        </Button>
      </div>
      <ul className="mt-2">
        {events.map((event) => (
          <Left key={event.id} event={event} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </section>
  );
}

function Left({ event }: { event: z.infer<typeof parkedEvent> }) {
  return (
    <li className="border-b border-line py-3.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-[550]">{readerName(event.reader)}</span>
        {event.ticket === null ? null : (
          <Link
            to="/tickets/$number"
            params={{ number: String(event.ticket) }}
            className="underline underline-offset-2"
          >
            #{event.ticket}
          </Link>
        )}
        <Time at={event.parkedAt} className="ml-auto" />
      </div>
      <p className="mt-1 text-meta text-ink-3">
        {t('When {event} · tried {attempts, plural, one {# time} other {# times}}', {
          event: eventName(event.type),
          attempts: event.attempts,
        })}
      </p>
      <p className="mt-1.5 font-mono text-meta text-danger wrap-anywhere">{event.error}</p>
    </li>
  );
}
