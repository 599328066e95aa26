import type { View } from '../../contract/views.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { useLook } from './calls.ts';
import { ColumnsField } from './columns-field.tsx';

/** Which columns this agent sees in the table of a view. The table behind follows each choice. */
export function ColumnsDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const look = useLook();
  return (
    <Dialog isOpen title={t('Columns')} closeLabel={t('Close')} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="mb-2 text-ink-2">{t('For you alone, and kept for this view.')}</p>
      <ColumnsField value={view.columns} onChange={(columns) => look(view, { columns })} />
      <Actions>
        <Button look="quiet" onPress={() => look(view, { columns: [] })}>
          {t('The usual columns')}
        </Button>
        <Button look="primary" onPress={onClose}>
          {t('Done')}
        </Button>
      </Actions>
    </Dialog>
  );
}
