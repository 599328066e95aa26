import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Inbox } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { channelName } from '../../tickets/words.ts';
import { addInbox, channelsQuery, updateInbox } from '../calls.ts';
import { SettingsFields } from '../settings/settings-fields.tsx';
import { ClosedFields } from './closed-fields.tsx';
import { ConfirmationFields } from './confirmation-fields.tsx';
import { InboxIdentityFields, InboxRoutingFields } from './inbox-fields.tsx';
import { bodyOf, type InboxForm, inboxForm } from './inbox-form.ts';

/** Makes an inbox or changes one. What only its channel knows is drawn from the channel's own schema. */
export function InboxDialog({ inbox, onClose }: { inbox: Inbox | null; onClose: () => void }) {
  const [form, setForm] = useState(() => inboxForm(inbox));
  const set = (change: Partial<InboxForm>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () =>
      inbox === null ? addInbox({ ...bodyOf(form), channel: form.channel }) : updateInbox(inbox.id, bodyOf(form)),
    stale: [keys.inboxes],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const submit = () => save.mutate(undefined);
  return (
    <Dialog
      isOpen
      isWide
      title={inbox === null ? t('New inbox') : t('Edit {name}', { name: inbox.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={submit}>
        {inbox === null ? (
          <ChannelField value={form.channel} onChange={(channel) => set({ channel, settings: {} })} />
        ) : null}
        <InboxIdentityFields form={form} set={set} />
        <InboxRoutingFields form={form} set={set} />
        <ClosedFields value={form.closed} onChange={(closed) => set({ closed })} />
        <ConfirmationFields
          value={form.confirmation}
          language={form.language}
          onChange={(confirmation) => set({ confirmation })}
        />
        <ChannelSettings form={form} set={set} />
        <Checkbox isSelected={form.isActive} onChange={(isActive) => set({ isActive })}>
          {t('Takes messages in')}
        </Checkbox>
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function ChannelField({ value, onChange }: { value: string; onChange: (channel: string) => void }) {
  const { data: channels = [] } = useQuery(channelsQuery);
  return (
    <SelectField
      label={t('Channel')}
      choices={channels.map(({ id }) => ({ id, label: channelName(id) }))}
      value={value}
      onChange={onChange}
    />
  );
}

function ChannelSettings({ form, set }: { form: InboxForm; set: (change: Partial<InboxForm>) => void }) {
  const { data: channels = [] } = useQuery(channelsQuery);
  const schema = channels.find(({ id }) => id === form.channel)?.settings;
  if (schema === undefined) return null;
  return (
    <SettingsFields
      channel={form.channel}
      schema={schema}
      value={form.settings}
      onChange={(settings) => set({ settings })}
    />
  );
}
