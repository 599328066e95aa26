import type { Agent } from '../../../contract/agents.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { CopyField } from '../../app/CopyField.tsx';

/** Where no mail leaves the desk, the admin hands the link over: an invitation, or the way to a new password. */
export function InviteLinkDialog({ agent, url, onClose }: { agent: Agent; url: string; onClose: () => void }) {
  const { name, hasSignedIn } = agent;
  return (
    <Dialog
      isOpen
      title={hasSignedIn ? t('New password for {name}', { name }) : t('Invitation for {name}', { name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="mb-3 text-ink-2">
        {hasSignedIn
          ? t('Give this link to {name}. It works once, for half an hour.', { name })
          : t('Give this link to {name}. It works once, for seven days.', { name })}
      </p>
      <CopyField label={hasSignedIn ? t('Link to a new password') : t('Invitation link')} value={url} />
      <Actions>
        <Button look="primary" onPress={onClose}>
          {t('Done')}
        </Button>
      </Actions>
    </Dialog>
  );
}
