import type { ReactNode } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { FormTrouble } from '../app/DeskForm.tsx';
import { useSaving } from '../app/use-saving.ts';

type Removal = {
  name: string;
  act: () => Promise<unknown>;
  /** The lists that are asked for again. */
  stale: readonly (readonly unknown[])[];
  onClose: () => void;
  /** What becomes of what belonged to it. */
  children: ReactNode;
  /** What stands below that sentence. */
  more?: ReactNode;
};

/** Asks before something an admin made is removed; a refusal is said in its place. */
export function RemoveDialog({ name, act, stale, onClose, children, more }: Removal) {
  const remove = useSaving({ act, stale, done: t('Removed'), isForm: true, onDone: onClose });
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('Remove {name}?', { name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <FormTrouble error={remove.error} />
      <p className="text-ink-2">{children}</p>
      {more ? <div className="mt-3">{more}</div> : null}
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="danger" onPress={() => remove.mutate(undefined)} isDisabled={remove.isPending}>
          {t('Remove')}
        </Button>
      </Actions>
    </Dialog>
  );
}
