import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { hideToast, showToast } from '../../../ui/Toast.tsx';
import { queryClient, refreshTicket } from '../../app/queries.ts';
import { sentenceFor } from '../../app/sentences.ts';
import { useSaving } from '../../app/use-saving.ts';
import { ticketQuery } from '../calls.ts';
import { undoMerge } from './calls.ts';

export function refreshBoth(from: number, into: number): void {
  for (const number of [from, into]) refreshTicket(queryClient, number);
}

/** A while to change one's mind in a corner of the page; later it is undone from the ticket. */
export function offerUndo(from: number, into: number): void {
  const id = `merge-${from}`;
  const run = () => {
    hideToast(id);
    undoMerge(from).then(
      () => {
        refreshBoth(from, into);
        showToast({ text: t('The merge was undone') });
      },
      (error: unknown) => showToast({ text: sentenceFor(error), isBad: true }),
    );
  };
  showToast({
    id,
    text: t('#{from} is in #{into} now', { from, into }),
    seconds: 15,
    action: { label: t('Undo'), run },
  });
}

/** The button that undoes a merge, wherever it is told of. */
export function UndoMerge({ from, into }: { from: number; into: number }) {
  const undo = useSaving({
    act: () => undoMerge(from),
    stale: [],
    done: t('The merge was undone'),
    onDone: () => refreshBoth(from, into),
  });
  return (
    <Button look="quiet" isDisabled={undo.isPending} onPress={() => undo.mutate(undefined)}>
      {t('Undo the merge')}
    </Button>
  );
}

/** In the history: as long as that merge stands. */
export function UndoTaken({ from }: { from: number }) {
  const into = Number((useParams({ strict: false }) as { number?: string }).number);
  const { data } = useQuery({ ...ticketQuery(into), enabled: Number.isInteger(into) });
  const stands = data?.ticket.links.some(({ kind, number }) => kind === 'merged_from' && number === from) ?? false;
  return stands ? <UndoMerge from={from} into={into} /> : null;
}
