import { useQuery } from '@tanstack/react-query';
import type { Macro } from '../../contract/macros.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ChoicesOf } from '../conditions/choices.ts';
import { orderOwnMacros, ownMacrosQuery } from './macro-calls.ts';
import { MacroList } from './macro-list.tsx';

type Props = {
  choicesOf: ChoicesOf;
  onEdit: (macro: Macro) => void;
  onRemove: (macro: Macro) => void;
  onBack: () => void;
  onClose: () => void;
};

/** The macros that exist for this agent alone, kept like everybody's are in the settings. */
export function OwnMacros({ choicesOf, onEdit, onRemove, onBack, onClose }: Props) {
  const { data: macros } = useQuery(ownMacrosQuery);
  return (
    <Dialog
      isOpen
      isWide
      title={t('Your own macros')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {macros === undefined ? <Skeleton lines={3} /> : null}
      {macros?.length === 0 ? <p className="text-ink-2">{t('You have no macros of your own.')}</p> : null}
      {macros && macros.length > 0 ? (
        <MacroList macros={macros} choicesOf={choicesOf} order={orderOwnMacros} onEdit={onEdit} onRemove={onRemove} />
      ) : null}
      <Actions>
        <Button onPress={onBack}>{t('Back')}</Button>
      </Actions>
    </Dialog>
  );
}
