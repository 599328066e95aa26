import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { CopyField } from '../app/CopyField.tsx';

/** Where no mail leaves the desk, the admin hands the invitation over. */
export function InviteLinkDialog({ name, url, onClose }: { name: string; url: string; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      title={t('Invitation for {name}', { name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="mb-3 text-ink-2">{t('Give this link to {name}. It works once, for seven days.', { name })}</p>
      <CopyField label={t('Invitation link')} value={url} />
      <Actions>
        <Button look="primary" onPress={onClose}>
          {t('Done')}
        </Button>
      </Actions>
    </Dialog>
  );
}
