import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions } from '../../../ui/Dialog.tsx';
import { countOf, type SlaChange, type useMoves } from './sla-moves.ts';
import { MovesPanel } from './sla-moves-panel.tsx';

type Props = { moving: ReturnType<typeof useMoves>; change: SlaChange; isBusy: boolean; onClose: () => void };

/** The end of a form whose change may move tickets: what would move, and its buttons. */
export function MovingActions({ moving, change, isBusy, onClose }: Props) {
  const moves = moving.movesOf(change);
  return (
    <>
      {moves === null ? null : <MovesPanel moves={moves} />}
      <Actions>
        <Button
          look="quiet"
          className="mr-auto -ml-2 px-2"
          isDisabled={moving.isPending}
          onPress={() => moving.look(change)}
        >
          {t('Show what would move')}
        </Button>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={isBusy || moving.isPending}>
          {moves !== null && countOf(moves) > 0 ? t('Save and move them') : t('Save')}
        </Button>
      </Actions>
    </>
  );
}
