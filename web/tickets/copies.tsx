import { type FormEvent, useState } from 'react';
import type { ParticipantsBody, Ticket } from '../../contract/tickets.ts';
import { abilitiesOf } from '../../domain/channels.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { AlertIcon, CheckIcon, CloseIcon, PlusIcon } from '../../ui/icons.ts';
import { TextField } from '../../ui/TextField.tsx';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { changeParticipants } from './calls.ts';

type Participant = Ticket['participants'][number];

/** Who gets a copy of the reply, to be changed before it leaves. */
export function Copies({ ticket }: { ticket: Ticket }) {
  const [isAdding, setAdding] = useState(false);
  const change = useSaving({
    act: (body: ParticipantsBody) => changeParticipants(ticket.number, body),
    stale: [keys.ticket(ticket.number), keys.history(ticket.number)],
    onDone: () => setAdding(false),
  });
  if (!mayCopy(ticket)) return null;
  const { participants } = ticket;
  const outsiders = participants.filter(({ isNewOutsider }) => isNewOutsider);
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-4 pt-1 text-meta text-ink-3">
      {participants.length > 0 ? <span aria-hidden>{t('Copy to')}</span> : null}
      {participants.length > 0 ? (
        <ul aria-label={t('Copy to')} className="flex flex-wrap items-center gap-1.5">
          {participants.map((one) => (
            <Copy key={one.id} participant={one} onRemove={() => change.mutate({ remove: [one.id] })} />
          ))}
        </ul>
      ) : null}
      {isAdding ? (
        <AddCopy onAdd={(email) => change.mutate({ add: [{ email }] })} onCancel={() => setAdding(false)} />
      ) : (
        <AddButton isAlone={participants.length === 0} onPress={() => setAdding(true)} />
      )}
      {outsiders.map((one) => (
        <Outsider
          key={one.id}
          name={nameOf(one)}
          onKeep={() => change.mutate({ add: [{ email: one.email ?? '' }] })}
          onRemove={() => change.mutate({ remove: [one.id] })}
        />
      ))}
    </div>
  );
}

function AddButton({ isAlone, onPress }: { isAlone: boolean; onPress: () => void }) {
  const plus = <PlusIcon aria-hidden className="size-3.25!" />;
  if (!isAlone) {
    return (
      <IconButton label={t('Copy to')} className="size-6!" onPress={onPress}>
        {plus}
      </IconButton>
    );
  }
  return (
    <Button look="quiet" className="h-6! px-1.5! text-meta" onPress={onPress}>
      {plus}
      {t('Copy to')}
    </Button>
  );
}

/** Where the ticket's own inbox sends nothing, the reply leaves by another one. */
function mayCopy({ inbox }: Ticket): boolean {
  const can = inbox === null ? null : abilitiesOf(inbox.channel);
  return can === null || can.sendsTo === null || can.cc;
}

function Copy({ participant, onRemove }: { participant: Participant; onRemove: () => void }) {
  const name = nameOf(participant);
  return (
    <li
      title={participant.email ?? undefined}
      className="inline-flex h-6 max-w-full items-center rounded-full bg-sunken pl-2 text-ink-2"
    >
      <span className="truncate">{name}</span>
      <IconButton label={t('No copy to {name}', { name })} className="size-6!" onPress={onRemove}>
        <CloseIcon aria-hidden className="size-3!" />
      </IconButton>
    </li>
  );
}

/** Said before the reply leaves, not after. */
function Outsider({ name, onKeep, onRemove }: { name: string; onKeep: () => void; onRemove: () => void }) {
  return (
    <div role="alert" className="flex w-full flex-wrap items-center gap-2 font-semibold text-warn">
      <AlertIcon aria-hidden className="size-3.25 shrink-0" />
      <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
        {t(
          '{name} was brought in since your last reply, from outside the customer’s company, and will read this one.',
          {
            name,
          },
        )}
      </span>
      <Button className="h-6! px-2! text-meta" onPress={onKeep}>
        {t('May read it')}
      </Button>
      <Button className="h-6! px-2! text-meta" onPress={onRemove}>
        {t('No copy')}
      </Button>
    </div>
  );
}

function AddCopy({ onAdd, onCancel }: { onAdd: (email: string) => void; onCancel: () => void }) {
  const [email, setEmail] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() !== '') onAdd(email.trim());
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-1">
      <TextField label={t('E-mail')} type="email" autoFocus autoComplete="off" value={email} onChange={setEmail} />
      <IconButton type="submit" label={t('Add')} className="size-9!">
        <CheckIcon aria-hidden />
      </IconButton>
      <IconButton label={t('Cancel')} className="size-9!" onPress={onCancel}>
        <CloseIcon aria-hidden />
      </IconButton>
    </form>
  );
}

function nameOf({ name, email }: Participant): string {
  return name || email || t('Unknown sender');
}
