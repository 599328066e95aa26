import { useQuery } from '@tanstack/react-query';
import type { Ticket } from '../../contract/tickets.ts';
import type { TicketSuggestion } from '../../contract/triage.ts';
import type { Priority } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { queryClient, refreshTicket } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import { answerSuggestion, suggestionsQuery } from './suggestion-calls.ts';
import { WhyButton } from './why-button.tsx';
import { nameIn, priorityName } from './words.ts';

/** What the desk would set by itself and a person has not decided: each with why, a yes and a no. */
export function Suggestions({ ticket }: { ticket: Ticket }) {
  const { data: all = [] } = useQuery(suggestionsQuery(ticket.number));
  const offered = all.filter(({ state }) => state === 'offered');
  if (offered.length === 0 || !ticket.can.update || ticket.statusCategory === 'closed') return null;
  return (
    <section>
      <h3 className="mb-1 text-meta text-ink-3">{t('Suggested')}</h3>
      <ul className="flex flex-col gap-1.5">
        {offered.map((suggestion) => (
          <Offer key={suggestion.id} ticket={ticket} suggestion={suggestion} />
        ))}
      </ul>
    </section>
  );
}

function Offer({ ticket, suggestion }: { ticket: Ticket; suggestion: TicketSuggestion }) {
  const answer = useSaving({
    act: (isAccepted: boolean) => answerSuggestion(ticket.number, suggestion.id, isAccepted),
    stale: [],
    onDone: () => refreshTicket(queryClient, ticket.number),
  });
  const value = suggestedValue(suggestion);
  return (
    <li className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
      <span className="min-w-0 wrap-anywhere">
        <span className="text-ink-3">{fieldName(suggestion.field)}</span> <span className="font-[550]">{value}</span>
      </span>
      <WhyButton reasons={[suggestion.reason]} />
      <span className="ml-auto flex gap-1">
        <Button className="h-6.5 px-2" isDisabled={answer.isPending} onPress={() => answer.mutate(true)}>
          {t('Set')}
          <span className="sr-only">: {value}</span>
        </Button>
        <Button className="h-6.5 px-2" look="quiet" isDisabled={answer.isPending} onPress={() => answer.mutate(false)}>
          {t('No')}
          <span className="sr-only">: {value}</span>
        </Button>
      </span>
    </li>
  );
}

function fieldName(field: TicketSuggestion['field']): string {
  if (field === 'topic') return t('Topic');
  return field === 'team' ? t('Team') : t('Priority');
}

function suggestedValue({ field, value, name }: TicketSuggestion): string {
  if (field === 'priority') return priorityName(value as Priority);
  return typeof name === 'string' ? name : nameIn(name ?? {});
}
