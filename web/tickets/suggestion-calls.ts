import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { similarReply } from '../../contract/search.ts';
import type { resolutionBody } from '../../contract/tickets.ts';
import type { ticketSuggestionList } from '../../contract/triage.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';
import type { TicketReply } from './calls.ts';

/** Under the ticket's own key: whatever refreshes the ticket refreshes them. */
export const suggestionsQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'suggestions'],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof ticketSuggestionList>>(`/api/tickets/${number}/suggestions`, undefined, signal),
    select: ({ suggestions }) => suggestions,
  });
export const answerSuggestion = (number: number, suggestionId: string, isAccepted: boolean) =>
  api.put<z.infer<typeof ticketSuggestionList>>(`/api/tickets/${number}/suggestions/${suggestionId}`, { isAccepted });

/** Words do not change while one reads: asked once for a while. */
export const similarQuery = (number: number) =>
  queryOptions({
    queryKey: ['similar', number],
    queryFn: ({ signal }) => api.get<z.infer<typeof similarReply>>(`/api/tickets/${number}/similar`, undefined, signal),
    select: ({ tickets }) => tickets,
    staleTime: 5 * 60_000,
  });

export const writeResolution = (number: number, body: z.input<typeof resolutionBody>) =>
  api.put<TicketReply>(`/api/tickets/${number}/resolution`, body);
export const removeResolution = (number: number) => api.delete<void>(`/api/tickets/${number}/resolution`);
