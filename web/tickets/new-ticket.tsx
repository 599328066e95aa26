import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Priority, priorities } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { refreshLists } from '../app/queries.ts';
import { openTicket } from './calls.ts';
import { priorityName } from './words.ts';

type Form = { name: string; email: string; subject: string; text: string; priority: Priority };
const blank: Form = { name: '', email: '', subject: '', text: '', priority: 'medium' };

/** What a customer asked by telephone or in person, written down in their name. */
export function NewTicketDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState(blank);
  const open = useOpenTicket(form, onClose);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const submit = () => open.mutate();
  return (
    <Dialog
      isWide
      isOpen
      title={t('New ticket')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={open.error} onSubmit={submit}>
        <div className="grid gap-3.5 sm:grid-cols-2">
          <TextField
            label={t("Customer's e-mail")}
            type="email"
            isRequired
            autoFocus
            value={form.email}
            onChange={(email) => set({ email })}
            name="requester.email"
          />
          <TextField label={t("Customer's name")} value={form.name} onChange={(name) => set({ name })} />
        </div>
        <TextField
          label={t('Subject')}
          name="subject"
          isRequired
          maxLength={200}
          value={form.subject}
          onChange={(subject) => set({ subject })}
        />
        <TextArea
          label={t('What they ask')}
          hint={t('Written down as the customer’s own first message.')}
          rows={6}
          isRequired
          value={form.text}
          onChange={(text) => set({ text })}
        />
        <SelectField
          className="sm:w-1/2"
          label={t('Priority')}
          choices={priorities.map((id) => ({ id, label: priorityName(id) }))}
          value={form.priority}
          onChange={(id) => set({ priority: id as Priority })}
        />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={open.isPending}>
            {t('Open ticket')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function useOpenTicket(form: Form, onClose: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      openTicket({
        subject: form.subject,
        requester: { email: form.email, ...(form.name.trim() === '' ? {} : { name: form.name }) },
        message: { text: form.text },
        priority: form.priority,
      }),
    onSuccess: async ({ ticket }) => {
      onClose();
      refreshLists(client);
      await navigate({ to: '/tickets/$number', params: { number: String(ticket.number) }, search: true });
    },
  });
}
