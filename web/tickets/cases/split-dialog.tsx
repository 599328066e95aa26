import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Message } from '../../../contract/messages.ts';
import type { Ticket } from '../../../contract/tickets.ts';
import type { SplitTakes } from '../../../domain/tickets/split.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { RadioList } from '../../../ui/RadioList.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { dayAndTime } from '../../app/format.ts';
import { useSaving } from '../../app/use-saving.ts';
import { authorName } from '../author-name.ts';
import { ticketQuery } from '../calls.ts';
import { split } from './calls.ts';
import { refreshBoth } from './undo-merge.tsx';
import { offerUndoOfSplit } from './undo-split.tsx';

type Props = { ticket: Ticket; at?: string; onClose: () => void };

/** Two matters in one ticket: which messages go into a ticket of their own, and what that is about. */
export function SplitDialog({ ticket, at, onClose }: Props) {
  const { data } = useQuery(ticketQuery(ticket.number));
  const said = (data?.messages ?? []).filter(({ state }) => state === 'posted');
  const newest = said.findLast(({ direction }) => direction === 'in') ?? said.at(-1);
  return (
    <Dialog
      isOpen
      isWide
      title={t('Split #{number}', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {newest === undefined ? null : <SplitForm ticket={ticket} said={said} at={at ?? newest.id} onClose={onClose} />}
    </Dialog>
  );
}

function SplitForm({ ticket, said, at: asked, onClose }: Props & { said: readonly Message[]; at: string }) {
  const [at, setAt] = useState(asked);
  const [takes, setTakes] = useState<SplitTakes>(said[0]?.id === asked ? 'message' : 'later');
  const [subject, setSubject] = useState(ticket.subject);
  const navigate = useNavigate();
  const save = useSaving({
    act: () => split(ticket.number, { message: at, takes, subject }),
    stale: [],
    isForm: true,
    onDone: ({ ticket: made }) => {
      refreshBoth(ticket.number, made.number);
      offerUndoOfSplit(made.number, ticket.number);
      onClose();
      void navigate({ to: '/tickets/$number', params: { number: String(made.number) }, search: true });
    },
  });
  const chosen = said.find(({ id }) => id === at);
  return (
    <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
      <SelectField
        label={t('From which message')}
        choices={said.map((message) => ({ id: message.id, label: nameOf(message) }))}
        value={at}
        onChange={(id) => setAt(id ?? asked)}
        name="message"
      />
      <RadioList
        label={t('What goes')}
        choices={choicesOf(said, at)}
        value={takes}
        onChange={(id) => setTakes(id as SplitTakes)}
      />
      <TextField
        label={t('Subject of the new ticket')}
        isRequired
        maxLength={998}
        value={subject}
        onChange={setSubject}
        name="subject"
      />
      <p className="text-meta text-ink-3">
        {t('It is a ticket of {name}, with the same team, topic and assignee. Nobody outside is told.', {
          name: requesterOf(ticket, chosen),
        })}{' '}
        {t('It can be undone at any time, also after further messages.')}
      </p>
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={save.isPending}>
          {t('Split')}
        </Button>
      </Actions>
    </DeskForm>
  );
}

function choicesOf(said: readonly Message[], at: string) {
  const later = said.length - said.findIndex(({ id }) => id === at);
  const say = (go: number) =>
    go === said.length
      ? t('Nothing would be left of the ticket.')
      : t('{go, plural, one {# message goes} other {# messages go}}, {stay, plural, one {# stays} other {# stay}}.', {
          go,
          stay: said.length - go,
        });
  return [
    { id: 'later', label: t('This message and all later ones'), hint: say(later) },
    { id: 'message', label: t('This message only'), hint: say(1) },
  ];
}

function nameOf(message: Message): string {
  const words = message.text.replace(/\s+/g, ' ').trim().slice(0, 60);
  return `${authorName(message)}, ${dayAndTime(message.createdAt)}: ${words}`;
}

function requesterOf({ requester }: Ticket, message: Message | undefined): string {
  const { name, email } = message?.author.contact ?? requester;
  return name || email || t('Unknown sender');
}
