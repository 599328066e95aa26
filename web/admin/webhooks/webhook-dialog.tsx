import { useState } from 'react';
import type { Webhook } from '../../../contract/webhooks.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { addWebhook, updateWebhook, webhookKeys } from './webhook-calls.ts';

type Props = {
  webhook: Webhook | null;
  /** Only asks whether the secret is to be replaced. */
  isNewSecret?: boolean;
  onClose: () => void;
  /** The secret, where a new one was made: it is shown once. */
  onSaved: (name: string, secret: string | null) => void;
};

export function WebhookDialog({ webhook, isNewSecret = false, onClose, onSaved }: Props) {
  const [form, setForm] = useState({
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    isEnabled: webhook?.isEnabled ?? true,
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => {
      const change = isNewSecret ? { newSecret: true as const } : form;
      return webhook === null ? addWebhook(form) : updateWebhook(webhook.id, change);
    },
    stale: [webhookKeys.list],
    done: t('Saved'),
    isForm: true,
    onDone: ({ secret }: { secret: string | null }) => onSaved(form.name, secret),
  });
  return (
    <Dialog isOpen title={titleOf(webhook, isNewSecret)} closeLabel={t('Close')} onOpenChange={() => onClose()}>
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        {isNewSecret ? (
          <p className="text-ink-2">
            {t('From now on calls are signed with the new secret alone. Give it to the other program at once.')}
          </p>
        ) : (
          <>
            <TextField label={t('Name')} isRequired autoFocus value={form.name} onChange={(name) => set({ name })} />
            <TextField
              label={t('Address')}
              isRequired
              name="url"
              inputMode="url"
              placeholder="https://"
              hint={t(
                'It gets a POST with the ticket as JSON, signed, and is tried again for a day until it answers 2xx.',
              )}
              value={form.url}
              onChange={(url) => set({ url })}
            />
            <Checkbox isSelected={form.isEnabled} onChange={(isEnabled) => set({ isEnabled })}>
              {t('This webhook is on')}
            </Checkbox>
          </>
        )}
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {isNewSecret ? t('Make a new secret') : t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function titleOf(webhook: Webhook | null, isNewSecret: boolean): string {
  if (webhook === null) return t('New webhook');
  return isNewSecret ? t('New secret for {name}?', { name: webhook.name }) : t('Edit {name}', { name: webhook.name });
}
