import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { CopyField } from '../../app/CopyField.tsx';

/** Shown once: what is stored is sealed, and nobody reads it again. */
export function SecretDialog({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <Dialog isOpen title={t('The secret of {name}', { name })} closeLabel={t('Close')} onOpenChange={() => onClose()}>
      <p className="mb-3 text-ink-2">
        {t('Every call is signed with it. Keep it in the other program now: it is not shown again.')}
      </p>
      <CopyField label={t('Secret')} value={secret} />
      <p className="mt-3 text-meta text-ink-3">
        {t('Signed as Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature, HMAC-SHA256.')}
      </p>
      <Actions>
        <Button look="primary" onPress={onClose}>
          {t('I have kept it')}
        </Button>
      </Actions>
    </Dialog>
  );
}
