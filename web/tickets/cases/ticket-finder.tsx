import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ticket, TicketRow } from '../../../contract/tickets.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { requesterName } from '../words.ts';
import { mergeCandidatesQuery } from './calls.ts';

type Props = { ticket: Ticket; isDisabled?: boolean; onChoose: (other: TicketRow) => void };

/** Another ticket, by its number or by words; without any, those of the same requester. A closed one is shown and not offered. */
export function TicketFinder({ ticket, isDisabled = false, onChoose }: Props) {
  const [text, setText] = useState('');
  const asked = { text, requesterId: ticket.requester.id, except: ticket.number };
  const { data: found = [], isFetching } = useQuery({
    ...mergeCandidatesQuery(asked),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-3">
      <TextField label={t('Number or words of the other ticket')} autoFocus value={text} onChange={setText} />
      <p className="text-meta text-ink-3" aria-live="polite">
        {found.length === 0 && !isFetching ? t('No other ticket fits.') : null}
        {found.length > 0 && text.trim() === '' ? t('Others of {name}:', { name: requesterName(ticket) }) : null}
      </p>
      <ul className="flex flex-col gap-1">
        {found.map((one) => (
          <li key={one.number}>
            <Button
              className="h-auto! w-full justify-start! py-2 text-left"
              isDisabled={isDisabled || one.statusCategory === 'closed'}
              onPress={() => onChoose(one)}
            >
              <span className="min-w-0 flex-1 truncate">
                #{one.number} {one.subject}
              </span>
              <span className="truncate font-normal text-ink-3">
                {one.statusCategory === 'closed' ? t('closed') : requesterName(one)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
