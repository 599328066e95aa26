import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { EscalationChoices } from '../../../contract/escalations.ts';
import type { Ticket } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { TextArea, TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { forgetTicket, queryClient, refreshTicket } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { escalate, escalationChoicesQuery } from './calls.ts';
import { tierName } from './words.ts';

type Props = { ticket: Ticket; onClose: () => void };
type Place = { id: string; label: string; team?: string; tier?: number; staysVisible: boolean };

/** Hands a ticket up: where to, why, and what was tried, so that nobody asks the customer twice. */
export function EscalateDialog({ ticket, onClose }: Props) {
  const { data: choices } = useQuery(escalationChoicesQuery(ticket.number));
  return (
    <Dialog
      isOpen
      title={t('Escalate #{number}', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {choices === undefined ? <Skeleton lines={4} /> : null}
      {choices === undefined ? null : <EscalateForm ticket={ticket} places={placesOf(choices)} onClose={onClose} />}
    </Dialog>
  );
}

function EscalateForm({ ticket, places, onClose }: Props & { places: Place[] }) {
  const [placeId, setPlaceId] = useState(places[0]?.id ?? null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState('');
  const place = places.find(({ id }) => id === placeId);
  const navigate = useNavigate();
  const { team, tier } = place ?? {};
  const save = useSaving({
    act: () => escalate(ticket.number, { reason, tried, ...(team && { team }), ...(tier && { tier }) }),
    stale: [],
    done: t('Escalated to {place}', { place: place?.label ?? '' }),
    isForm: true,
    onDone: () => {
      onClose();
      if (place?.staysVisible !== false) return refreshTicket(queryClient, ticket.number);
      void navigate({ to: '/tickets', search: true }).then(() => forgetTicket(queryClient, ticket.number));
    },
  });
  if (places.length === 0)
    return <p className="text-ink-2">{t('There is no other team and no higher tier to go to.')}</p>;
  return (
    <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
      <SelectField label={t('To')} choices={places} value={placeId} onChange={setPlaceId} name="team" />
      <TextField label={t('Reason')} isRequired maxLength={2000} value={reason} onChange={setReason} name="reason" />
      <TextArea
        label={t('What was tried')}
        hint={t('Becomes an internal note, so that nobody begins again from nothing.')}
        maxLength={20_000}
        value={tried}
        onChange={setTried}
        name="tried"
      />
      <p className="text-meta text-ink-3" aria-live="polite">
        {place?.staysVisible === false
          ? t('After this you will not see the ticket any more: your role does not show you tickets of that team.')
          : t('Nobody holds it there until somebody takes it. You stay its follower.')}
      </p>
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary" isDisabled={save.isPending}>
          {t('Escalate')}
        </Button>
      </Actions>
    </DeskForm>
  );
}

function placesOf({ next, teams }: EscalationChoices): Place[] {
  const own = next === null ? [] : [next];
  return [
    ...own.map(({ tier, name, staysVisible }) => ({ id: 'next', label: tierName(tier, name), tier, staysVisible })),
    ...teams.flatMap(({ id, name, tiers, staysVisible }) =>
      tiers.map((tier, index) => ({
        id: `${id} ${index + 1}`,
        label: tiers.length === 1 ? name : `${name}, ${tierName(index + 1, tier)}`,
        team: id,
        tier: index + 1,
        staysVisible,
      })),
    ),
  ];
}
