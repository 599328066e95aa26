import { useState } from 'react';
import type { SimilarTicket } from '../../contract/search.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { queryClient, refreshTicket } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { removeResolution, writeResolution } from './suggestion-calls.ts';

type Resolution = SimilarTicket['resolution'];

/** Writes down what was found and done: a record of the case, which the customer does not see. */
export function ResolutionDialog(props: { ticket: Ticket; draft: Resolution; onClose: () => void }) {
  const { ticket, onClose } = props;
  const [form, setForm] = useState(props.draft);
  const set = (change: Partial<Resolution>) => setForm((before) => ({ ...before, ...change }));
  const finish = () => {
    refreshTicket(queryClient, ticket.number);
    onClose();
  };
  const save = useSaving({
    act: () => writeResolution(ticket.number, form),
    stale: [],
    done: t('Saved'),
    isForm: true,
    onDone: finish,
  });
  const remove = useSaving({
    act: () => removeResolution(ticket.number),
    stale: [],
    done: t('Removed'),
    onDone: finish,
  });
  return (
    <Dialog
      isOpen
      title={t('Resolution of #{number}', { number: ticket.number })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)}>
        <p className="text-ink-2">{t('Only your team sees it. It helps whoever meets the same case again.')}</p>
        <TextArea
          label={t('Cause')}
          name="cause"
          isRequired
          autoFocus
          rows={2}
          value={form.cause}
          onChange={(cause) => set({ cause })}
        />
        <TextArea label={t('Steps')} name="steps" rows={4} value={form.steps} onChange={(steps) => set({ steps })} />
        <TextArea
          label={t('Outcome')}
          name="outcome"
          rows={2}
          value={form.outcome}
          onChange={(outcome) => set({ outcome })}
        />
        <Actions>
          {ticket.resolution === null ? null : (
            <Button
              look="quiet"
              className="mr-auto"
              isDisabled={remove.isPending}
              onPress={() => remove.mutate(undefined)}
            >
              {t('Remove')}
            </Button>
          )}
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}
