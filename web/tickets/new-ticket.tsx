import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import type { FieldValue } from '../../domain/fields/field.ts';
import { type Priority, priorities } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { refreshLists, refreshTicket } from '../app/queries.ts';
import { fieldsQuery, openTicket, topicsQuery } from './calls.ts';
import { FieldEditor } from './field-editor.tsx';
import { formOf, neededInWords, shownFields } from './own-fields.tsx';
import { topicChoices } from './topic-choices.ts';
import { priorityName } from './words.ts';

type Values = Record<string, Exclude<FieldValue, readonly string[]> | string[]>;
type Form = { name: string; email: string; subject: string; text: string; priority: Priority; topic: string };
const none = 'none';
const blank: Form = { name: '', email: '', subject: '', text: '', priority: 'medium', topic: none };

/** What a customer asked by telephone or in person, written down in their name. `follows`: a ticket that is over, carried on. */
export function NewTicketDialog({ follows, onClose }: { follows?: Ticket; onClose: () => void }) {
  const [form, setForm] = useState(() => (follows === undefined ? blank : carriedOn(follows)));
  const [fields, setFields] = useState<Values>({});
  const open = useOpenTicket({ form, fields, follows }, onClose);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const submit = () => open.mutate();
  return (
    <Dialog
      isWide
      isOpen
      title={follows === undefined ? t('New ticket') : t('Follow up #{number}', { number: follows.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={open.error} onSubmit={submit}>
        {follows === undefined ? <Customer form={form} set={set} /> : <Followed ticket={follows} />}
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
        <About form={form} set={set} />
        <Asked topic={form.topic} values={fields} onChange={setFields} />
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

type Part = { form: Form; set: (change: Partial<Form>) => void };

function Customer({ form, set }: Part) {
  return (
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
  );
}

function carriedOn({ subject, topic }: Ticket): Form {
  return { ...blank, subject: subject.slice(0, 200), topic: topic?.id ?? none };
}

/** Whose it is and where it goes is that of the ticket that is carried on. */
function Followed({ ticket }: { ticket: Ticket }) {
  const name = ticket.requester.name || ticket.requester.email || t('Unknown sender');
  return (
    <p className="text-ink-2">
      {ticket.team === null
        ? t('A new ticket of {name}, linked with this one.', { name })
        : t('A new ticket of {name} for {team}, linked with this one.', { name, team: ticket.team.name })}
    </p>
  );
}

function About({ form, set }: Part) {
  const { data: topics = [] } = useQuery(topicsQuery);
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <SelectField
        label={t('Topic')}
        choices={[{ id: none, label: t('No topic') }, ...topicChoices(topics)]}
        value={form.topic}
        onChange={(topic) => set({ topic })}
      />
      <SelectField
        label={t('Priority')}
        choices={priorities.map((id) => ({ id, label: priorityName(id) }))}
        value={form.priority}
        onChange={(id) => set({ priority: id as Priority })}
      />
    </div>
  );
}

/** The form of the topic. Values typed for another topic are kept, and sent only if this one asks for them too. */
function Asked(props: { topic: string; values: Values; onChange: (values: Values) => void }) {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const { data: topics = [] } = useQuery(topicsQuery);
  const shown = shownFields(fields, formOf(topics, props.topic), {});
  if (shown.length === 0) return null;
  const set = (key: string, value: FieldValue | null) => {
    const { [key]: _, ...others } = props.values;
    const given = typeof value === 'object' && value !== null ? [...value] : value;
    props.onChange(given === null ? others : { ...others, [key]: given as Values[string] });
  };
  return (
    <div className="grid items-start gap-3.5 sm:grid-cols-2">
      {shown.map(({ field, neededTo }) => (
        <FieldEditor
          key={field.key}
          field={field}
          value={props.values[field.key]}
          needed={neededInWords(neededTo)}
          onChange={(value) => set(field.key, value)}
        />
      ))}
    </div>
  );
}

type Given = { form: Form; fields: Values; follows: Ticket | undefined };

function useOpenTicket({ form, fields, follows }: Given, onClose: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: topics = [] } = useQuery(topicsQuery);
  const asked = formOf(topics, form.topic).map(({ key }) => key);
  return useMutation({
    mutationFn: () =>
      openTicket({
        subject: form.subject,
        ...(follows === undefined ? { requester: requesterIn(form) } : placeOf(follows)),
        message: { text: form.text },
        priority: form.priority,
        ...(form.topic === none ? {} : { topic: form.topic }),
        fields: Object.fromEntries(Object.entries(fields).filter(([key]) => asked.includes(key))),
      }),
    onSuccess: async ({ ticket }) => {
      onClose();
      if (follows !== undefined) refreshTicket(client, follows.number);
      refreshLists(client);
      await navigate({ to: '/tickets/$number', params: { number: String(ticket.number) }, search: true });
    },
  });
}

function requesterIn({ email, name }: Form) {
  return { email, ...(name.trim() === '' ? {} : { name }) };
}

function placeOf({ number, team }: Ticket) {
  return { followUpOf: number, ...(team === null ? {} : { team: team.id }) };
}
