import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { GearIcon, PlusIcon } from '../../ui/icons.ts';
import { runCommand, useKeyHint } from '../app/commands.ts';
import { wholeNumber } from '../app/format.ts';
import { useMay } from '../app/me.ts';
import { useWindows } from '../app/windows.ts';
import { viewsQuery } from './calls.ts';
import { useCurrentView, viewKey } from './current-view.ts';
import { nameIn } from './words.ts';

export function ViewsNav({ className }: { className?: string }) {
  const mayOpen = useMay('tickets.create');
  const { openNewTicket } = useWindows();
  const newKey = useKeyHint('new');
  return (
    <nav aria-label={t('Views')} className={classes('flex min-h-0 flex-col bg-sunken', className)}>
      <header className="flex h-13 shrink-0 items-center justify-between pr-3 pl-4">
        <h2 className="text-title font-[650]">{t('Tickets')}</h2>
        <IconButton label={t('All views …')} className="ml-auto mr-1" onPress={() => runCommand('manage-views')}>
          <GearIcon aria-hidden />
        </IconButton>
        {mayOpen ? (
          <IconButton label={t('New ticket')} {...newKey} look="primary" onPress={openNewTicket}>
            <PlusIcon aria-hidden />
          </IconButton>
        ) : null}
      </header>
      <ViewGroups />
    </nav>
  );
}

/** The views with their counts, grouped by whose they are. */
export function ViewGroups({ onChoose }: { onChoose?: () => void }) {
  const { data: views = [] } = useQuery(viewsQuery);
  const current = useCurrentView();
  const shown = views.filter((view) => !view.isHidden || view.id === current?.id);
  const groups = [
    { id: 'system', title: null },
    { id: 'workspace', title: t('For everybody') },
    { id: 'team', title: t('Teams') },
    { id: 'agent', title: t('My views') },
  ].map((group) => ({ ...group, views: shown.filter((view) => view.kind === group.id) }));
  return (
    <div className="min-h-0 flex-1 overflow-auto px-2 pb-4">
      {groups
        .filter((group) => group.views.length > 0)
        .map((group) => (
          <section key={group.id}>
            {group.title === null ? null : <h3 className="px-2 pt-4 pb-1.5 text-[11.5px] text-ink-3">{group.title}</h3>}
            <ul className="flex flex-col gap-px">
              {group.views.map((view) => (
                <ViewLink key={view.id} view={view} onChoose={onChoose} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function ViewLink({ view, onChoose }: { view: View; onChoose: (() => void) | undefined }) {
  const current = useCurrentView();
  const isCurrent = current?.id === view.id;
  return (
    <li>
      <Link
        to="/tickets"
        search={{ view: viewKey(view) }}
        onClick={onChoose}
        aria-current={isCurrent ? 'true' : undefined}
        activeProps={{}}
        className={classes(
          'ring-inset-focus flex h-7.5 items-center gap-2 rounded-c px-2',
          isCurrent ? 'bg-sheet font-[550] text-ink shadow-[0_0_0_1px_var(--line)]' : 'text-ink-2 hover:text-ink',
        )}
      >
        <span className="min-w-0 flex-1 truncate">{nameIn(view.name)}</span>
        <span className="text-meta font-medium text-ink-3">{countOf(view)}</span>
      </Link>
    </li>
  );
}

/** Empty where counting takes too long. */
export function countOf({ count, isMore }: View): string {
  if (count === null) return '';
  return isMore ? t('1k+') : wholeNumber(count);
}
