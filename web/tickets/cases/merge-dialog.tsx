import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Ticket, TicketRow } from '../../../contract/tickets.ts';
import { mergeWarnings } from '../../../domain/tickets/merge-warnings.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { AlertIcon, ArrowDownIcon } from '../../../ui/icons.ts';
import { FormTrouble } from '../../app/DeskForm.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { requesterName } from '../words.ts';
import { mergeInto } from './calls.ts';
import { TicketFinder } from './ticket-finder.tsx';
import { offerUndo, refreshBoth } from './undo-merge.tsx';
import { warningSentence } from './words.ts';

type Props = { ticket: Ticket; onClose: () => void };

/** Two tickets that are one matter: find the other, see which goes into which, merge. */
export function MergeDialog({ ticket, onClose }: Props) {
  const [other, setOther] = useState<TicketRow | null>(null);
  return (
    <Dialog
      isOpen
      isWide
      title={t('Merge #{number}', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {other === null ? (
        <TicketFinder ticket={ticket} onChoose={setOther} />
      ) : (
        <Preview ticket={ticket} other={other} onBack={() => setOther(null)} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Preview({ ticket, other, onBack, onClose }: Props & { other: TicketRow; onBack: () => void }) {
  const [isTurned, setTurned] = useState(false);
  const [from, into]: [TicketRow, TicketRow] = isTurned ? [other, ticket] : [ticket, other];
  const navigate = useNavigate();
  const save = useSaving({
    act: () => mergeInto(into.number, [from.number]),
    stale: [],
    isForm: true,
    onDone: () => {
      refreshBoth(from.number, into.number);
      offerUndo(from.number, into.number);
      if (into.number !== ticket.number) {
        void navigate({ to: '/tickets/$number', params: { number: String(into.number) }, search: true });
      }
      onClose();
    },
  });
  return (
    <div className="flex flex-col gap-2.5">
      <FormTrouble error={save.error} />
      <Card ticket={from} label={t('This ticket closes')} />
      <p className="flex items-center gap-2 pl-3 text-meta text-ink-2">
        <ArrowDownIcon aria-hidden className="size-4" />
        {t('All that was said in it goes into')}
        <Button look="quiet" onPress={() => setTurned(!isTurned)}>
          {t('The other way round')}
        </Button>
      </p>
      <Card ticket={into} label={t('This ticket goes on')} />
      <div aria-live="polite" className="flex flex-col gap-1.5">
        {mergeWarnings(from, into).map((warning) => (
          <p key={warning} className="flex gap-2 text-warn">
            <AlertIcon aria-hidden className="mt-0.5 size-4 shrink-0" />
            {warningSentence(warning)}
          </p>
        ))}
      </div>
      <p className="text-meta text-ink-3">{t('It can be undone at any time, also after further messages.')}</p>
      <Actions>
        <Button onPress={onBack}>{t('Another ticket')}</Button>
        <Button look="primary" isDisabled={save.isPending} onPress={() => save.mutate(undefined)}>
          {t('Merge #{from} into #{into}', { from: from.number, into: into.number })}
        </Button>
      </Actions>
    </div>
  );
}

function Card({ ticket, label }: { ticket: TicketRow; label: string }) {
  const organization = ticket.organization === null ? '' : ` · ${ticket.organization.name}`;
  return (
    <section aria-label={label} className="rounded-m border border-edge px-3.5 py-2.5">
      <p className="text-meta text-ink-3">{label}</p>
      <p className="font-semibold wrap-anywhere">
        {ticket.subject} <span className="font-normal text-ink-3">#{ticket.number}</span>
      </p>
      <p className="text-meta text-ink-2">
        {requesterName(ticket)}
        {organization} · {t('{count, plural, one {# message} other {# messages}}', { count: ticket.messageCount })}
      </p>
      <p className="mt-1 line-clamp-2 text-ink-2">{ticket.preview}</p>
    </section>
  );
}
