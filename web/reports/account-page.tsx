import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Account } from '../../contract/account.ts';
import type { AccountKind } from '../../domain/account.ts';
import { t } from '../../locales/translate.ts';
import { buttonClasses } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { calendarDay } from '../app/format.ts';
import { PageHead } from '../app/PageHead.tsx';
import { Trouble } from '../app/Trouble.tsx';
import { accountQuery } from './account-calls.ts';
import { AccountItemsOf } from './account-items.tsx';
import { AccountLines } from './account-lines.tsx';
import { dateOf } from './account-search.ts';
import { AccountSum } from './account-sum.tsx';

/** Nothing unanswered: what came in on a day, or is in work now, and where every piece of it is. */
export function AccountPage() {
  const { day: asked = dateOf(0), kind } = useSearch({ from: '/signed-in/account' });
  const day = asked === 'now' ? undefined : asked;
  const { data, error, refetch } = useQuery(accountQuery(day));
  return (
    <main className="min-h-0 min-w-0 overflow-auto bg-sheet">
      <div className="mx-auto max-w-[1080px] px-4 py-6 md:px-8">
        <PageHead
          title={t('Nothing unanswered')}
          lead={t('Everything that came in, and where each piece of it is. A day is counted by the company’s clock.')}
        />
        <DayChoice asked={asked} />
        {error !== null && data === undefined ? <Trouble error={error} reset={() => void refetch()} /> : null}
        {data === undefined && error === null ? <Skeleton lines={8} /> : null}
        {data === undefined ? null : <OfDay account={data} kind={kind} />}
      </div>
    </main>
  );
}

function OfDay({ account, kind }: { account: Account; kind: AccountKind | undefined }) {
  const shown: readonly AccountKind[] = kind === undefined ? ['unassigned', 'waiting'] : [kind];
  return (
    <>
      <AccountSum account={account} />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,380px)_minmax(0,1fr)]">
        <AccountLines account={account} chosen={kind} />
        <div className="flex flex-col gap-6">
          {shown.map((one) => (
            <AccountItemsOf key={one} day={account.day ?? undefined} kind={one} isChosen={one === kind} />
          ))}
        </div>
      </div>
    </>
  );
}

function DayChoice({ asked }: { asked: string }) {
  const navigate = useNavigate();
  const choices = [
    { day: dateOf(0), label: t('Today') },
    { day: dateOf(1), label: t('Yesterday') },
    { day: 'now', label: t('In work now') },
  ];
  const isAnother = choices.every(({ day }) => day !== asked);
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
      <nav aria-label={t('Which day')} className="flex gap-1">
        {choices.map(({ day, label }) => (
          <Link
            key={day}
            to="/account"
            search={{ day }}
            aria-current={day === asked ? 'page' : undefined}
            className={buttonClasses(day === asked ? 'plain' : 'quiet', 'h-9')}
          >
            {label}
          </Link>
        ))}
      </nav>
      <TextField
        type="date"
        label={t('Another day')}
        value={asked === 'now' ? '' : asked}
        onChange={(day) => day !== '' && void navigate({ to: '/account', search: { day } })}
      />
      {isAnother ? <p className="pb-2 font-semibold">{calendarDay(asked)}</p> : null}
    </div>
  );
}
