import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { sentenceOf } from '../app/refusals.ts';
import { bulkErrorsQuery } from './calls.ts';

/** Every ticket that it could not be done to, by its number, each with why. */
export function ErrorsDialog({ id, count, onClose }: { id: string; count: number; onClose: () => void }) {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(bulkErrorsQuery(id));
  const errors = data?.pages.flatMap((page) => page.errors);
  return (
    <Dialog
      isOpen
      title={t('{count, plural, one {# ticket was left as it is} other {# tickets were left as they are}}', { count })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {errors === undefined ? <Skeleton lines={4} /> : null}
      <ul className="flex max-h-[50vh] flex-col overflow-auto">
        {errors?.map(({ number, code }) => (
          <li key={number} className="flex gap-3 border-b border-line py-2">
            <Link
              to="/tickets/$number"
              params={{ number: String(number) }}
              search={true}
              onClick={onClose}
              className="w-20 shrink-0 font-semibold text-accent tabular-nums"
            >
              #{number}
            </Link>
            <span className="min-w-0 text-ink-2">{sentenceOf(code)}</span>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button look="quiet" className="mt-2" onPress={() => void fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </Dialog>
  );
}
