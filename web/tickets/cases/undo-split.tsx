import { useNavigate } from '@tanstack/react-router';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { hideToast, showToast } from '../../../ui/Toast.tsx';
import { sentenceFor } from '../../app/sentences.ts';
import { useSaving } from '../../app/use-saving.ts';
import { undoSplit } from './calls.ts';
import { refreshBoth } from './undo-merge.tsx';

type Split = { made: number; from: number };

const offerId = (made: number) => `split-${made}`;

/** A while to change one's mind in a corner of the page; later it is undone from either ticket. */
export function offerUndoOfSplit(made: number, from: number): void {
  const id = offerId(made);
  const run = () => {
    hideToast(id);
    undoSplit(made).then(
      () => {
        refreshBoth(made, from);
        showToast({ text: t('The split was undone') });
      },
      (error: unknown) => showToast({ text: sentenceFor(error), isBad: true }),
    );
  };
  const text = t('#{made} was split off from #{from}', { made, from });
  showToast({ id, text, seconds: 15, action: { label: t('Undo'), run } });
}

/** The button that undoes a split, wherever it is told of. What is left to look at is the ticket it came from. */
export function UndoSplit({ made, from }: Split) {
  const navigate = useNavigate();
  const undo = useSaving({
    act: () => undoSplit(made),
    stale: [],
    done: t('The split was undone'),
    onDone: () => {
      hideToast(offerId(made));
      refreshBoth(made, from);
      void navigate({ to: '/tickets/$number', params: { number: String(from) }, search: true });
    },
  });
  return (
    <Button look="quiet" isDisabled={undo.isPending} onPress={() => undo.mutate(undefined)}>
      {t('Undo the split')}
    </Button>
  );
}
