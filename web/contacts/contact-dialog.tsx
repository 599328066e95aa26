import { useState } from 'react';
import type { Contact } from '../../contract/contacts.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { useSaving } from '../app/use-saving.ts';
import { saveContact, stalePeople } from './people-calls.ts';

/** What is written down about a person. Addresses and numbers stay: they come with messages, and by merging. */
export function ContactDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const [form, setForm] = useState({ name: contact.name, notes: contact.notes });
  const save = useSaving({
    act: () => saveContact(contact.id, form),
    stale: stalePeople,
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      title={t('Edit {name}', { name: contact.name })}
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
          onChange={(name) => setForm({ ...form, name })}
        />
        <TextArea
          label={t('About this customer')}
          name="notes"
          maxLength={10_000}
          value={form.notes}
          onChange={(notes) => setForm({ ...form, notes })}
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
