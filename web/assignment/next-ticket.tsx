import { useNavigate } from '@tanstack/react-router';
import type { Reason } from '../../domain/events.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { Tip } from '../../ui/Tooltip.tsx';
import { useCommands, useShownKeys } from '../app/commands.ts';
import { withWords } from '../app/later.ts';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { takeNext } from './own-calls.ts';

/** Takes the ticket most worth doing and opens it; where there is none, says so and why. */
export function NextTicketButton() {
  const navigate = useNavigate();
  const take = useSaving({
    act: () => takeNext(),
    stale: [keys.tickets, keys.views],
    onDone: ({ number, reason }) => {
      if (number !== null) {
        void navigate({ to: '/tickets/$number', params: { number: String(number) }, search: true });
        return;
      }
      void sayWhyNone(reason);
    },
  });
  const run = () => take.isPending || take.mutate(undefined);
  useCommands('next-ticket', { 'take-next': run });
  const shortcut = useShownKeys()('take-next');
  return (
    <Tip label={t('Take the next ticket')} shortcut={shortcut}>
      <Button look="quiet" className="h-6.5 px-2" onPress={run} isDisabled={take.isPending}>
        {t('Take next')}
      </Button>
    </Tip>
  );
}

async function sayWhyNone(reason: Reason): Promise<void> {
  const { sayReason } = await withWords(import('../tickets/reasons.ts'));
  showToast({ id: 'next-ticket', text: sayReason(reason) });
}
