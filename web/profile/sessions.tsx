import { useQuery } from '@tanstack/react-query';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { fullTime } from '../app/format.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { browserName } from './browser-name.ts';
import { endOtherSessions, endSession, sessionsQuery } from './calls.ts';

export function Sessions() {
  const { data: sessions } = useQuery(sessionsQuery);
  const stale = [keys.sessions];
  const end = useSaving({ act: endSession, stale, done: t('Signed out there') });
  const endOthers = useSaving({ act: endOtherSessions, stale, done: t('Signed out everywhere else') });
  if (sessions === undefined) return <Skeleton lines={3} />;
  return (
    <>
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5 first:pt-0"
          >
            <span className="min-w-0 flex-1 basis-48">
              <span className="block font-[550]">{browserName(session.userAgent)}</span>
              <span className="block text-meta text-ink-3">
                {session.ip} · {t('last seen {when}', { when: fullTime(session.lastSeenAt) })}
              </span>
            </span>
            {session.isCurrent ? (
              <Chip tone="good">{t('this device')}</Chip>
            ) : (
              <Button look="quiet" onPress={() => end.mutate(session.id)}>
                {t('Sign out')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button className="mt-3" onPress={() => endOthers.mutate(undefined)}>
          {t('Sign out everywhere else')}
        </Button>
      ) : null}
    </>
  );
}
