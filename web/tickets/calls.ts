import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { agentList, teamList } from '../../contract/agents.ts';
import type { fieldList } from '../../contract/fields.ts';
import type { messageReply, undoneReply, WriteMessageBody } from '../../contract/messages.ts';
import type { ticketSlaReply } from '../../contract/sla.ts';
import type {
  BelongingBody,
  belongingReply,
  historyReply,
  openTicketBody,
  ParticipantsBody,
  statusList,
  ticketList,
  ticketReply,
  UpdateTicketBody,
} from '../../contract/tickets.ts';
import type { topicList } from '../../contract/topics.ts';
import type { viewList } from '../../contract/views.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';
import type { TicketListAsked } from './list-search.ts';

export type TicketReply = z.infer<typeof ticketReply>;
type TicketList = z.infer<typeof ticketList>;

const seldom = 5 * 60_000;

export const viewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: ({ signal }) => api.get<z.infer<typeof viewList>>('/api/views', undefined, signal),
  select: ({ views }) => views,
});

export const ticketsQuery = (asked: TicketListAsked) =>
  infiniteQueryOptions({
    queryKey: [...keys.tickets, asked],
    queryFn: ({ pageParam, signal }) =>
      api.get<TicketList>('/api/tickets', { ...asked, after: pageParam || undefined, limit: 50 }, signal),
    initialPageParam: '',
    getNextPageParam: (last: TicketList) => last.next,
  });

export const ticketQuery = (number: number) =>
  queryOptions({
    queryKey: keys.ticket(number),
    queryFn: ({ signal }) => api.get<TicketReply>(`/api/tickets/${number}`, { include: 'messages' }, signal),
  });

export const historyQuery = (number: number) =>
  queryOptions({
    queryKey: keys.history(number),
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof historyReply>>(`/api/tickets/${number}/history`, { limit: 100 }, signal),
    select: ({ history }) => history,
  });

/** Under the ticket's own key: whatever refreshes the ticket refreshes its promises. Time alone moves them too. */
export const ticketSlaQuery = (number: number) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'sla'],
    queryFn: ({ signal }) => api.get<z.infer<typeof ticketSlaReply>>(`/api/tickets/${number}/sla`, undefined, signal),
    select: ({ sla }) => sla,
    refetchInterval: 60_000,
  });

export const statusesQuery = queryOptions({
  queryKey: keys.statuses,
  queryFn: ({ signal }) => api.get<z.infer<typeof statusList>>('/api/statuses', undefined, signal),
  select: ({ statuses }) => statuses,
  staleTime: seldom,
});

export const topicsQuery = queryOptions({
  queryKey: keys.topics,
  queryFn: ({ signal }) => api.get<z.infer<typeof topicList>>('/api/topics', undefined, signal),
  select: ({ topics }) => topics,
  staleTime: seldom,
});

/** Those of tickets: also those in the archive, which still name what tickets have. */
export const fieldsQuery = queryOptions({
  queryKey: keys.fields,
  queryFn: ({ signal }) => api.get<z.infer<typeof fieldList>>('/api/fields', undefined, signal),
  select: ({ fields }) => fields.filter(({ holder }) => holder === 'ticket'),
  staleTime: seldom,
});

export const agentsQuery = queryOptions({
  queryKey: keys.agents,
  queryFn: ({ signal }) => api.get<z.infer<typeof agentList>>('/api/agents', undefined, signal),
  select: ({ agents }) => agents,
  staleTime: seldom,
});

export const teamsQuery = queryOptions({
  queryKey: keys.teams,
  queryFn: ({ signal }) => api.get<z.infer<typeof teamList>>('/api/teams', undefined, signal),
  select: ({ teams }) => teams,
  staleTime: seldom,
});

export const openTicket = (body: z.input<typeof openTicketBody>) => api.post<TicketReply>('/api/tickets', body);
export const patchTicket = (number: number, body: UpdateTicketBody) =>
  api.patch<TicketReply>(`/api/tickets/${number}`, body);
export const writeMessage = (number: number, body: WriteMessageBody) =>
  api.post<z.infer<typeof messageReply>>(`/api/tickets/${number}/messages`, body);
export const undoMessage = (number: number, messageId: string) =>
  api.delete<z.infer<typeof undoneReply>>(`/api/tickets/${number}/messages/${messageId}`);
export const changeParticipants = (number: number, body: ParticipantsBody) =>
  api.patch<TicketReply>(`/api/tickets/${number}/participants`, body);
export const decideBelonging = (number: number, body: BelongingBody) =>
  api.put<z.infer<typeof belongingReply>>(`/api/tickets/${number}/belonging`, body);
