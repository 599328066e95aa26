import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SnoozeBody } from '../../../contract/snooze.ts';
import type { Ticket } from '../../../contract/tickets.ts';
import type { SnoozePreset } from '../../../domain/snooze-times.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { dayAndTime } from '../../app/format.ts';
import { queryClient, refreshTicket } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { snooze, snoozeChoicesQuery } from './calls.ts';

const names: Record<SnoozePreset, () => string> = {
  four_hours: () => t('In 4 hours'),
  tomorrow: () => t('Tomorrow'),
  monday: () => t('Monday'),
  next_week: () => t('In a week'),
};

/** Out of sight until a time: four that are always meant, and any other. */
export function SnoozeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { data: choices } = useQuery(snoozeChoicesQuery(ticket.number));
  const [local, setLocal] = useState('');
  const save = useSaving({
    act: (body: SnoozeBody) => snooze(ticket.number, body),
    stale: [],
    isForm: true,
    done: t('Snoozed'),
    onDone: () => {
      refreshTicket(queryClient, ticket.number);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={t('Snooze #{number}', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate({ local })}>
        <ul className="grid gap-1.5">
          {(choices?.presets ?? []).map(({ preset, at }, index) => (
            <li key={preset}>
              <Button
                autoFocus={index === 0}
                className="w-full justify-between!"
                isDisabled={save.isPending}
                onPress={() => save.mutate({ preset })}
              >
                {names[preset]()}
                <span className="font-normal text-ink-3 tabular-nums">{dayAndTime(at)}</span>
              </Button>
            </li>
          ))}
        </ul>
        <div className="flex items-end gap-2">
          <TextField
            className="min-w-0 flex-1"
            type="datetime-local"
            label={t('Another time')}
            value={local}
            onChange={setLocal}
            name="local"
          />
          <Button type="submit" className="h-9" isDisabled={save.isPending || local === ''}>
            {t('Snooze')}
          </Button>
        </div>
        <p className="text-meta text-ink-3">
          {t('It is back at once if the customer writes. What was promised stays due: snoozing moves no deadline.')}
        </p>
      </DeskForm>
    </Dialog>
  );
}
