import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { EscalationChoices, escalateBody } from '../../../contract/escalations.ts';
import type { searchReply } from '../../../contract/search.ts';
import type { SnoozeBody, SnoozeChoices } from '../../../contract/snooze.ts';
import type { SplitBody } from '../../../contract/splits.ts';
import type { TicketRow, ticketList } from '../../../contract/tickets.ts';
import { api } from '../../app/api.ts';
import { keys } from '../../app/queries.ts';
import type { TicketReply } from '../calls.ts';

const of = (number: number) => `/api/tickets/${number}`;

/** Under the ticket's own key: whatever refreshes the ticket refreshes where it can go. */
export const escalationChoicesQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'escalations'],
    queryFn: ({ signal }) => api.get<EscalationChoices>(`${of(number)}/escalations`, undefined, signal),
  });

/** Times go by: they are asked for each time somebody looks. */
export const snoozeChoicesQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'snooze'],
    queryFn: ({ signal }) => api.get<SnoozeChoices>(`${of(number)}/snooze`, { timeZone: ownTimeZone() }, signal),
    staleTime: 0,
  });

/** Tickets one may be merged with: by number or words; without any, the others of the same requester. */
export const mergeCandidatesQuery = (asked: { text: string; requesterId: string; except: number }) =>
  queryOptions({
    queryKey: [...keys.search, 'merge', asked.requesterId, asked.text],
    queryFn: async ({ signal }) => (await candidates(asked, signal)).filter(({ number }) => number !== asked.except),
  });

async function candidates(asked: { text: string; requesterId: string }, signal: AbortSignal): Promise<TicketRow[]> {
  const text = asked.text.trim();
  const number = /^#?(\d{1,15})$/.exec(text)?.[1];
  if (number !== undefined)
    return api.get<TicketReply>(of(Number(number)), undefined, signal).then(
      ({ ticket }) => [ticket],
      () => [],
    );
  if (text === '') {
    const query = { requester: asked.requesterId, limit: 8 };
    return (await api.get<z.infer<typeof ticketList>>('/api/tickets', query, signal)).tickets;
  }
  const { hits } = await api.get<z.infer<typeof searchReply>>('/api/search', { q: text, limit: 20 }, signal);
  return [...new Map(hits.map(({ ticket }) => [ticket.number, ticket])).values()].slice(0, 8);
}

export const escalate = (number: number, body: z.input<typeof escalateBody>) =>
  api.post<TicketReply>(`${of(number)}/escalations`, body);
export const giveBack = (number: number, reason: string) =>
  api.post<TicketReply>(`${of(number)}/de-escalations`, { reason });
export const snooze = (number: number, body: SnoozeBody) =>
  api.put<TicketReply>(`${of(number)}/snooze`, { timeZone: ownTimeZone(), ...body });
export const wake = (number: number) => api.delete<TicketReply>(`${of(number)}/snooze`);
export const mergeInto = (into: number, numbers: number[]) => api.post<TicketReply>(`${of(into)}/merges`, { numbers });
export const undoMerge = (number: number) => api.delete<TicketReply>(`${of(number)}/merge`);

export const split = (number: number, body: SplitBody) => api.post<TicketReply>(`${of(number)}/splits`, body);
export const undoSplit = (number: number) => api.delete<TicketReply>(`${of(number)}/split`);

export const linkProblem = (number: number, problem: number) =>
  api.put<TicketReply>(`${of(number)}/problem`, { number: problem });
export const unlinkProblem = (number: number) => api.delete<TicketReply>(`${of(number)}/problem`);

/** The clock in front of the agent. */
function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
