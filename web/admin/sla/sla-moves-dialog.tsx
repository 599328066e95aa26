import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SlaMoves } from '../../../contract/sla-moves.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { showToast } from '../../../ui/Toast.tsx';
import { sentenceFor } from '../../app/sentences.ts';
import { useSaving } from '../../app/use-saving.ts';
import { askMoves, countOf, type SlaChange } from './sla-moves.ts';
import { MovesPanel } from './sla-moves-panel.tsx';

/** Asks before something that is done by one press moves tickets. */
function MovesDialog(props: { moves: SlaMoves; isBusy: boolean; onSave: () => void; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('Open tickets would move')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
    >
      <MovesPanel moves={props.moves} />
      <Actions>
        <Button onPress={props.onClose}>{t('Cancel')}</Button>
        <Button look="primary" isDisabled={props.isBusy} onPress={props.onSave}>
          {t('Save')}
        </Button>
      </Actions>
    </Dialog>
  );
}

/** An act of one press: done at once when it moves nothing, else asked about first. `dialog` is to be shown. */
export function useAskedFirst<Input>(options: {
  changeOf: (input: Input) => SlaChange;
  act: (input: Input) => Promise<unknown>;
  stale: readonly (readonly unknown[])[];
  done?: string;
}) {
  const [asked, setAsked] = useState<{ input: Input; moves: SlaMoves } | null>(null);
  const close = () => setAsked(null);
  const save = useSaving({ ...options, onDone: close });
  const ask = useMutation({
    mutationFn: (input: Input) => askMoves(options.changeOf(input)),
    onSuccess: (moves, input) => (countOf(moves) === 0 ? save.mutate(input) : setAsked({ input, moves })),
    onError: (error) => showToast({ text: sentenceFor(error), isBad: true }),
  });
  const dialog =
    asked === null ? null : (
      <MovesDialog
        moves={asked.moves}
        isBusy={save.isPending}
        onSave={() => save.mutate(asked.input)}
        onClose={close}
      />
    );
  return { press: (input: Input) => ask.mutate(input), dialog };
}

/** Within the question whether something is to be removed. */
export function RemovalMoves({ change }: { change: SlaChange }) {
  const { data: moves } = useQuery({ queryKey: ['sla-moves', change], queryFn: () => askMoves(change), gcTime: 0 });
  return moves && countOf(moves) > 0 ? <MovesPanel moves={moves} /> : null;
}
