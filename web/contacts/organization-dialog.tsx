import { useState } from 'react';
import type { Organization } from '../../contract/contacts.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { useSaving } from '../app/use-saving.ts';
import { saveOrganization, stalePeople } from './people-calls.ts';

type Props = { organization: Organization; onClose: () => void };

export function OrganizationDialog({ organization, onClose }: Props) {
  const { name, domains, isVip, notes } = organization;
  const [form, setForm] = useState({ name, domains: domains.join('\n'), isVip, notes });
  const save = useSaving({
    act: () => saveOrganization(organization.id, { ...form, domains: form.domains.split(/[\s,;]+/).filter(Boolean) }),
    stale: stalePeople,
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      title={t('Edit {name}', { name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
        <TextField
          label={t('Name')}
          name="name"
          autoFocus
          isRequired
          maxLength={200}
          value={form.name}
          onChange={(changed) => setForm({ ...form, name: changed })}
        />
        <Checkbox isSelected={form.isVip} onChange={(changed) => setForm({ ...form, isVip: changed })}>
          {t('VIP: their tickets carry a star')}
        </Checkbox>
        <TextArea
          label={t('Domains')}
          hint={t('One on each line. Who writes from them belongs to the organization.')}
          name="domains"
          value={form.domains}
          onChange={(changed) => setForm({ ...form, domains: changed })}
        />
        <TextArea
          label={t('About this organization')}
          name="notes"
          maxLength={10_000}
          value={form.notes}
          onChange={(changed) => setForm({ ...form, notes: changed })}
        />
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
