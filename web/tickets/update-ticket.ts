import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Ticket, UpdateTicketBody } from '../../contract/tickets.ts';
import { showToast } from '../../ui/Toast.tsx';
import { keys, refreshTicket } from '../app/queries.ts';
import { sentenceFor } from '../app/sentences.ts';
import { patchTicket, type TicketReply } from './calls.ts';

type TicketPatch = Omit<UpdateTicketBody, 'version'>;
/** `shown` is how the ticket looks until the desk has answered. */
export type UpdateTicket = (patch: TicketPatch, shown?: Partial<Ticket>) => void;

/** Changes fields at once on the screen; the desk's answer replaces the guess, a refusal takes it back and says why. */
export function useUpdateTicket(ticket: Ticket): UpdateTicket {
  const client = useQueryClient();
  const key = keys.ticket(ticket.number);
  const { mutate } = useMutation({
    mutationFn: ({ patch }: { patch: TicketPatch; shown: Partial<Ticket> }) => {
      const version = client.getQueryData<TicketReply>(key)?.ticket.version ?? ticket.version;
      return patchTicket(ticket.number, { ...patch, version });
    },
    onMutate: async ({ shown }) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<TicketReply>(key);
      if (before) client.setQueryData<TicketReply>(key, { ...before, ticket: { ...before.ticket, ...shown } });
      return { before };
    },
    onSuccess: ({ ticket: saved }) => {
      client.setQueryData<TicketReply>(key, (shown) => (shown ? { ...shown, ticket: saved } : shown));
    },
    onError: (error, _patch, context) => {
      if (context?.before) client.setQueryData(key, context.before);
      showToast({ text: sentenceFor(error), isBad: true });
    },
    onSettled: () => refreshTicket(client, ticket.number),
  });
  return (patch, shown = {}) => mutate({ patch, shown });
}
