import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { t } from '../../locales/translate.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LockIcon } from '../../ui/icons.ts';
import { useAdminPages } from './pages.ts';

/** The settings: their pages at the left, or above where the page is narrow. */
export function AdminFrame() {
  const pages = useAdminPages();
  return (
    <div className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[228px_minmax(0,1fr)] lg:grid-rows-1">
      <nav aria-label={t('Settings')} className="border-line bg-sunken px-2 py-3 max-lg:border-b lg:border-r">
        <h2 className="px-2 pb-2.5 text-title font-[650] max-lg:sr-only">{t('Settings')}</h2>
        <ul className="flex flex-wrap gap-px lg:flex-col">
          {pages.map(({ path, label }) => (
            <li key={path}>
              <Link
                to="/admin/$page"
                params={{ page: path }}
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
