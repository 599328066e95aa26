import { useState } from 'react';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { showToast } from '../../../ui/Toast.tsx';
import { FormTrouble } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { lockDown } from '../calls.ts';

/** Says what it does before it does it: nobody likes to be thrown out by mistake. */
export function LockdownDialog({ onClose }: { onClose: () => void }) {
  const [tokens, setTokens] = useState(false);
  const locking = useSaving({
    act: lockDown,
    stale: [keys.audit, keys.sessions, keys.apiTokens],
    isForm: true,
    onDone({ sessions }) {
      showToast({ text: t('{sessions, plural, one {# session ended} other {# sessions ended}}', { sessions }) });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('Sign everybody out?')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <FormTrouble error={locking.error} />
      <ul className="list-disc space-y-1.5 pl-5 text-ink-2">
        <li>{t('Every session ends at once, on every device. Only this browser stays signed in.')}</li>
        <li>{t('Open screens stop receiving news within five seconds.')}</li>
        <li>{t('Mail keeps coming in, and replies on their way are still sent.')}</li>
        <li>{t('Who knows a password can sign in again. Disable an account that is in wrong hands under Agents.')}</li>
      </ul>
      <div className="mt-4">
        <Checkbox isSelected={tokens} onChange={setTokens}>
          {t('Revoke all API tokens too')}
        </Checkbox>
        <p className="mt-0.5 pl-6 text-meta text-ink-3">
          {t('Programs that use the API stop until they are given new tokens. This cannot be undone.')}
        </p>
      </div>
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="danger" onPress={() => locking.mutate({ tokens })} isDisabled={locking.isPending}>
          {t('Sign everybody out')}
        </Button>
      </Actions>
    </Dialog>
  );
}
