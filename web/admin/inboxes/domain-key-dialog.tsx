import { useQuery } from '@tanstack/react-query';
import type { Inbox } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { CopyField } from '../../app/CopyField.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { domainKeyQuery, makeDomainKey, removeDomainKey } from '../calls.ts';

/** The key an inbox signs its mail with, as far as it is shown: what the domain's owner puts into DNS. */
export function DomainKeyDialog({ inbox, onClose }: { inbox: Inbox; onClose: () => void }) {
  const { data: domainKey } = useQuery(domainKeyQuery(inbox.id));
  const stale = [keys.domainKey(inbox.id)];
  const make = useSaving({ act: () => makeDomainKey(inbox.id), stale, done: t('Key made') });
  const remove = useSaving({ act: () => removeDomainKey(inbox.id), stale, done: t('Key removed') });
  return (
    <Dialog
      isOpen
      isWide
      title={t('Signature of {name}', { name: inbox.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <div className="flex flex-col gap-3.5">
        <p className="text-ink-3">
          {t(
            'Signed mail (DKIM) is believed by other servers. Make a key, then put this record into the DNS of your domain.',
          )}
        </p>
        {domainKey === undefined ? <Skeleton lines={2} /> : null}
        {domainKey ? (
          <>
            <Labelled label={t('Name of the TXT record')} value={domainKey.name} />
            <Labelled label={t('Value of the TXT record')} value={domainKey.value} />
          </>
        ) : null}
        <Actions>
          {domainKey ? (
            <Button isDisabled={remove.isPending} onPress={() => remove.mutate(undefined)}>
              {t('Sign no more')}
            </Button>
          ) : null}
          <Button
            look={domainKey ? 'plain' : 'primary'}
            isDisabled={make.isPending || domainKey === undefined}
            onPress={() => make.mutate(undefined)}
          >
            {domainKey ? t('Make a new key') : t('Make a key')}
          </Button>
        </Actions>
      </div>
    </Dialog>
  );
}

function Labelled({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <p className="mb-1 font-[550]">{label}</p>
      <CopyField label={label} value={value} />
    </div>
  );
}
