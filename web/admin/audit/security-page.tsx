import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SuspicionView } from '../../../contract/security.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ShieldCheckIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useMe } from '../../app/me.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { Time } from '../../app/Time.tsx';
import { suspicionsQuery } from '../calls.ts';
import { LockdownDialog } from './lockdown-dialog.tsx';
import { adviceAbout, severityInWords, suspicionInWords } from './suspicion-words.ts';

/** What looked wrong, who and where, and the switch that puts everybody out. */
export function SecurityPage() {
  const list = useInfiniteQuery(suspicionsQuery);
  const { role } = useMe();
  const [isLocking, setLocking] = useState(false);
  const suspicions = list.data?.pages.flatMap((page) => page.suspicions) ?? [];
  return (
    <>
      <PageHead
        title={t('Security')}
        lead={t('What looked wrong: sign-ins, roles, tokens, and who reads how much.')}
        action={
          role === 'owner' ? (
            <Button look="danger" onPress={() => setLocking(true)}>
              {t('Sign everybody out …')}
            </Button>
          ) : null
        }
      />
      {list.isPending ? <Skeleton lines={6} /> : null}
      {list.isSuccess && suspicions.length === 0 ? (
        <EmptyState icon={<ShieldCheckIcon aria-hidden />} title={t('Nothing looks wrong')}>
          {t('The desk keeps watching. Owners and administrators are notified within a minute.')}
        </EmptyState>
      ) : null}
      <ul>
        {suspicions.map((suspicion) => (
          <Suspicion key={suspicion.id} suspicion={suspicion} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
      {isLocking ? <LockdownDialog onClose={() => setLocking(false)} /> : null}
    </>
  );
}

function Suspicion({ suspicion }: { suspicion: SuspicionView }) {
  const { tone, name } = severityInWords(suspicion.severity);
  return (
    <li className="border-b border-line py-3.5">
      <div className="flex items-center gap-2">
        <Chip tone={tone}>{name}</Chip>
        <Time at={suspicion.at} className="ml-auto" />
      </div>
      <p className="mt-1.5 font-[550] text-pretty wrap-anywhere">{suspicionInWords(suspicion)}</p>
      <p className="mt-0.5 text-meta text-pretty text-ink-3">{adviceAbout(suspicion.code)}</p>
    </li>
  );
}
