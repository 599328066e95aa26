import type { ReactNode } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { wholeNumber } from '../app/format.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { type BulkInput, startBulk } from './calls.ts';
import { chooseNone } from './selection.ts';

/** Which tickets, and how many of them the desk counted; `isMore`: there are more than it counts. */
export type Chosen = { tickets: BulkInput['tickets']; count: number; isMore: boolean };

type Props = {
  title: string;
  chosen: Chosen;
  /** What is done to each; null: nothing is said yet. */
  what: Omit<BulkInput, 'tickets'> | null;
  /** Names the act and to how many. */
  submitLabel: string;
  isWide?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** What a run is begun with. The selection ends where the run begins. */
export function BulkDialog({ title, chosen, what, submitLabel, isWide = false, onClose, children }: Props) {
  const start = useSaving({
    act: () => startBulk({ tickets: chosen.tickets, ...what }),
    stale: [keys.bulkRuns],
    isForm: true,
    onDone: () => {
      onClose();
      chooseNone();
    },
  });
  return (
    <Dialog
      isOpen
      isWide={isWide}
      title={title}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={start.error} onSubmit={() => what !== null && start.mutate(undefined)}>
        {children}
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={start.isPending || what === null}>
            {submitLabel}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

/** "3 tickets", "1,000+ tickets". */
export function howMany({ count, isMore }: Chosen): string {
  return isMore
    ? t('more than {count} tickets', { count: wholeNumber(count) })
    : t('{count, plural, one {# ticket} other {# tickets}}', { count });
}
