import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import { Suspense, useId, useRef, useState } from 'react';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ChevronDownIcon, LockIcon } from '../../ui/icons.ts';
import { useAdminPages } from './pages.ts';

/** The settings: their pages at the left; where the window is narrow, behind one line above. */
export function AdminFrame() {
  const pages = useAdminPages();
  const { page } = useParams({ strict: false });
  const current = pages.find(({ path }) => path === page);
  const [isOpen, setOpen] = useState(false);
  const [listId, toggle] = [useId(), useRef<HTMLButtonElement>(null)];
  const close = () => {
    setOpen(false);
    toggle.current?.focus(); // its link is hidden now; where the list always stands there is no button, and nothing moves
  };
  return (
    <div className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[228px_minmax(0,1fr)] lg:grid-rows-1">
      <nav aria-label={t('Settings')} className="border-line bg-sunken px-2 py-1.5 max-lg:border-b lg:border-r lg:py-3">
        <h2 className="px-2 pb-2.5 text-title font-[650] max-lg:sr-only">{t('Settings')}</h2>
        <button
          ref={toggle}
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
          className="ring-inset-focus flex h-9 w-full items-center gap-2 rounded-c px-2 text-left lg:hidden"
        >
          <span className="text-ink-3">{t('Settings')}</span>
          <span className="min-w-0 flex-1 truncate font-[550]">{current?.label()}</span>
          <ChevronDownIcon aria-hidden className={classes('size-4 text-ink-3', isOpen && 'rotate-180')} />
        </button>
        <ul
          id={listId}
          className={classes('flex flex-wrap gap-px max-lg:pt-1 lg:flex-col', isOpen ? '' : 'max-lg:hidden')}
        >
          {pages.map(({ path, label }) => (
            <li key={path}>
              <Link
                to="/admin/$page"
                params={{ page: path }}
                onClick={close}
                className="ring-inset-focus flex h-7.5 items-center rounded-c px-2 text-ink-2 hover:text-ink"
                activeProps={{ className: 'bg-sheet font-[550] text-ink! shadow-[0_0_0_1px_var(--line)]' }}
              >
                {label()}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keys, a list of texts too */}
      <main tabIndex={0} className="ring-inset-focus min-h-0 min-w-0 overflow-auto bg-sheet">
        <div className="mx-auto max-w-[900px] px-4 py-6 md:px-8">
          <Outlet />
        </div>
      </main>
    </div>
  );
}

/** Who comes without naming a page sees the first that is theirs. */
export function FirstAdminPage() {
  const [first] = useAdminPages();
  if (first === undefined) return <NotForYou />;
  return <Navigate to="/admin/$page" params={{ page: first.path }} replace />;
}

export function OneAdminPage() {
  const { page } = useParams({ strict: false });
  const found = useAdminPages().find(({ path }) => path === page);
  if (found === undefined) return <NotForYou />;
  return (
    <Suspense>
      <found.Page />
    </Suspense>
  );
}

function NotForYou() {
  return (
    <EmptyState isPage icon={<LockIcon aria-hidden />} title={t('Your role does not allow this.')}>
      {t('An administrator sets what you may do here.')}
    </EmptyState>
  );
}
