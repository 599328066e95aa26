import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../locales/translate.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ChevronLeftIcon, ChevronRightIcon } from '../../ui/icons.ts';
import { useKeyHint } from '../app/commands.ts';
import { ticketsQuery } from './calls.ts';
import { useCurrentView, useListSearch } from './current-view.ts';
import { countOf } from './views-nav.tsx';

/** Where this ticket stands in the list it was opened from, and the way to the ones beside it. */
export function Neighbours({ number }: { number: number }) {
  const navigate = useNavigate();
  const view = useCurrentView();
  const search = useListSearch();
  const hints = { previous: useKeyHint('previous'), next: useKeyHint('next') };
  const { data } = useInfiniteQuery({ ...ticketsQuery(search ?? {}), enabled: false });
  const rows = data?.pages.flatMap((page) => page.tickets) ?? [];
  const at = rows.findIndex((row) => row.number === number);
  if (at === -1 || view === undefined) return null;
  const go = (to: number) => {
    const next = rows[to];
    if (next) void navigate({ to: '/tickets/$number', params: { number: String(next.number) }, search: true });
  };
  return (
    <div className="flex shrink-0 items-center max-md:hidden">
      <IconButton label={t('Previous ticket')} {...hints.previous} isDisabled={at === 0} onPress={() => go(at - 1)}>
        <ChevronLeftIcon aria-hidden />
      </IconButton>
      <span className="px-1 whitespace-nowrap text-ink-3">
        {t('{position} of {count}', { position: at + 1, count: countOf(view) })}
      </span>
      <IconButton
        label={t('Next ticket')}
        {...hints.next}
        isDisabled={at === rows.length - 1}
        onPress={() => go(at + 1)}
      >
        <ChevronRightIcon aria-hidden />
      </IconButton>
    </div>
  );
}
