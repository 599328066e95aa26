import { Link } from '@tanstack/react-router';
import type { Account } from '../../contract/account.ts';
import type { AccountKind, AccountLine } from '../../domain/account.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { useMay } from '../app/me.ts';
import { accountWords, toDo } from './account-words.ts';

/** Said also where there are none: that is good news. */
const always: readonly AccountKind[] = ['unassigned', 'waiting', 'snoozed', 'quarantined'];
const alwaysOfMail: readonly AccountKind[] = ['parked', 'bounced'];

/** Where everything is: each line opens exactly what it counts. */
export function AccountLines({ account, chosen }: { account: Account; chosen: AccountKind | undefined }) {
  const seesMail = useMay('deliveries.manage');
  const isSaid = ({ kind, count }: AccountLine) =>
    count > 0 || always.includes(kind) || (seesMail && account.day !== null && alwaysOfMail.includes(kind));
  const lines = account.lines.filter(isSaid);
  const groups = [
    { title: t('Still to do'), of: toDo.flatMap((kind) => lines.filter((line) => line.kind === kind)) },
    { title: t('Nothing to do now'), of: lines.filter(({ kind }) => !toDo.includes(kind) && kind !== 'unaccounted') },
    { title: t('Not accounted for'), of: lines.filter(({ kind }) => kind === 'unaccounted') },
  ].filter(({ of }) => of.length > 0);
  return (
    <div className="flex flex-col gap-6">
      {groups.map(({ title, of }) => (
        <section key={title} aria-label={title}>
          <h2 className="pb-1 text-meta font-[550] text-ink-3">{title}</h2>
          <ul className="-mx-2 flex flex-col">
            {of.map((line) => (
              <li key={line.kind}>
                <Line line={line} day={account.day ?? 'now'} isChosen={line.kind === chosen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Line({ line: { kind, count }, day, isChosen }: { line: AccountLine; day: string; isChosen: boolean }) {
  const { name, meaning } = accountWords(kind);
  return (
    <Link
      to="/account"
      search={{ day, kind }}
      resetScroll={false}
      aria-current={isChosen ? 'true' : undefined}
      className={classes(
        'flex items-baseline gap-3 rounded-m px-2 py-1.5 focus-visible:shadow-focus!',
        isChosen ? 'bg-accent-wash' : 'hover:bg-sunken',
        kind === 'unaccounted' && 'text-danger',
      )}
    >
      <span className="min-w-0 flex-1">
        <span className={classes('block', count > 0 && 'font-semibold')}>{name}</span>
        <span className="block text-meta text-ink-3">{meaning}</span>
      </span>
      <span className={classes('text-title tabular-nums', count > 0 ? 'font-semibold' : 'text-ink-3')}>{count}</span>
    </Link>
  );
}
