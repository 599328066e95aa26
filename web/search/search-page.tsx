import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SearchIcon } from '../../ui/icons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { later } from '../app/later.ts';
import { sentenceFor } from '../app/sentences.ts';
import { searchResultsQuery } from './calls.ts';
import { Hit, People } from './hits.tsx';
import { takeTyped } from './typed-ahead.ts';

const SaveSearch = later(() => import('../views/save-search.tsx').then((it) => it.SaveSearch));
const AskedFields = later(() => import('./asked-fields.tsx').then((it) => it.AskedFields));

export function SearchPage() {
  const box = useRef<HTMLInputElement>(null);
  const { q } = useSearch({ from: '/signed-in/search' });
  const [text, setText] = useTypedSearch(q);
  const results = useInfiniteQuery({ ...searchResultsQuery(q), placeholderData: keepPreviousData });
  const hits = results.data?.pages.flatMap((page) => page.hits) ?? [];
  const first = results.data?.pages[0];
  useEffect(() => {
    document.title = `${t('Search')} · Atende`;
  }, []);
  return (
    <main className="min-h-0 min-w-0 overflow-auto bg-sheet">
      <div className="mx-auto max-w-[760px] px-4 py-6 md:px-8">
        <h1 className="sr-only">{t('Search')}</h1>
        <search className="relative block">
          <SearchIcon aria-hidden className="absolute top-3 left-3.5 size-4 text-ink-3" />
          <input
            ref={box}
            // biome-ignore lint/a11y/noAutofocus: whoever opens the search wants to type
            autoFocus
            type="search"
            aria-label={t('Search tickets, customers and organizations')}
            placeholder={t('Words, a number, a name, an address')}
            maxLength={400}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="control h-10 w-full rounded-m pr-3 pl-10 text-read"
          />
        </search>
        <Suspense>
          <AskedFields
            text={text}
            asked={first?.asked}
            onChange={(changed) => {
              setText(changed);
              // The menu gives its own button the focus back first.
              setTimeout(() => box.current?.focus());
            }}
          />
        </Suspense>
        <Suspense>
          <SaveSearch q={q} asked={first?.asked} />
        </Suspense>
        {first && q !== '' ? <People contacts={first.contacts} organizations={first.organizations} /> : null}
        {results.isError ? (
          <p role="alert" className="pt-6 text-danger">
            {sentenceFor(results.error)}
          </p>
        ) : null}
        {results.isLoading ? <Skeleton lines={8} /> : null}
        {q === '' ? <Hint /> : null}
        {results.isSuccess && q !== '' && hits.length === 0 ? <NothingFound q={q} /> : null}
        <ul aria-label={t('Tickets found')} className="mt-4">
          {(q === '' ? [] : hits).map((hit) => (
            <Hit key={`${hit.ticket.id}-${hit.messageId}`} hit={hit} />
          ))}
        </ul>
        {results.hasNextPage ? (
          <Button className="mt-4" onPress={() => void results.fetchNextPage()}>
            {t('Show more')}
          </Button>
        ) : null}
      </div>
    </main>
  );
}

/** What is typed goes into the address a moment later, so that back and reload find it again. */
function useTypedSearch(q: string) {
  const [text, setText] = useState(() => q + takeTyped());
  const navigate = useNavigate();
  useEffect(() => {
    if (text.trim() === q) return;
    const wait = setTimeout(() => void navigate({ to: '/search', search: { q: text.trim() }, replace: true }), 180);
    return () => clearTimeout(wait);
  }, [text, q, navigate]);
  return [text, setText] as const;
}

function Hint() {
  return (
    <EmptyState icon={<SearchIcon aria-hidden />} title={t('Search everything that was written')}>
      {t('Accents and capitals do not matter. A number finds its ticket, and questions narrow it down: {example}', {
        example: t('status:open assignee:me created>2d'),
      })}
    </EmptyState>
  );
}

function NothingFound({ q }: { q: string }) {
  return (
    <EmptyState icon={<SearchIcon aria-hidden />} title={t('Nothing found for “{q}”', { q })}>
      {t('Try fewer words, or the name of the customer.')}
    </EmptyState>
  );
}
