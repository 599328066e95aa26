import { QueryClient } from '@tanstack/react-query';
import type { Ticket } from '../../contract/tickets.ts';
import { ApiError } from './api.ts';

/** What the browser keeps of the desk. Fresh enough for a moment: the live stream says when something changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => failures < 3 && isPassing(error),
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5000),
    },
  },
});

function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 502 || error.status === 503);
}

/** The first part of every query key, by noun; the live stream names the same ones. */
export const keys = {
  me: ['me'] as const,
  views: ['views'] as const,
  tickets: ['tickets'] as const,
  ticket: (number: number) => ['ticket', number] as const,
  history: (number: number) => ['history', number] as const,
  contact: (id: string) => ['contact', id] as const,
  search: ['search'] as const,
  notifications: ['notifications'] as const,
  notificationChoices: ['notification-choices'] as const,
  agents: ['agents'] as const,
  teams: ['teams'] as const,
  roles: ['roles'] as const,
  topics: ['topics'] as const,
  fields: ['fields'] as const,
  statuses: ['statuses'] as const,
  inboxes: ['inboxes'] as const,
  channels: ['channels'] as const,
  businessHours: ['business-hours'] as const,
  slaPolicies: ['sla-policies'] as const,
  rules: ['rules'] as const,
  macros: ['macros'] as const,
  bulkRuns: ['bulk-runs'] as const,
  contactImports: ['contact-imports'] as const,
  ruleTrace: (number: number) => ['ticket', number, 'rules'] as const,
  actions: ['actions'] as const,
  assignment: ['assignment'] as const,
  deliveries: ['deliveries'] as const,
  parked: ['parked'] as const,
  suppressions: ['suppressions'] as const,
  domainKey: (inboxId: string) => ['domain-key', inboxId] as const,
  settings: ['settings'] as const,
  audit: ['audit'] as const,
  suspicions: ['suspicions'] as const,
  sessions: ['sessions'] as const,
  apiTokens: ['api-tokens'] as const,
};

type Paged = { pages?: unknown[] } | undefined;
const fewPages = 3;

/** Lists and counts are asked for again. A list somebody scrolled far into waits until they come back to it: it would be many questions. */
export function refreshLists(client: QueryClient): void {
  void client.invalidateQueries({
    queryKey: keys.tickets,
    predicate: ({ state }) => ((state.data as Paged)?.pages?.length ?? 1) <= fewPages,
  });
  void client.invalidateQueries({ queryKey: keys.tickets, refetchType: 'none' });
  void client.invalidateQueries({ queryKey: keys.views });
}

/** Everything that shows this ticket is asked for again. */
export function refreshTicket(client: QueryClient, number: number): void {
  refreshOpenTicket(client, number);
  refreshLists(client);
}

/** The same without lists and counts: who hears of many tickets at once asks for those once. */
export function refreshOpenTicket(client: QueryClient, number: number): void {
  void client.invalidateQueries({ queryKey: keys.ticket(number) });
  void client.invalidateQueries({ queryKey: keys.history(number) });
  void client.invalidateQueries({ queryKey: ['ticket'], predicate: ({ state }) => names(state.data, number) });
}

/** A ticket shows how those stand that it is tied to. */
function names(data: unknown, number: number): boolean {
  const links = (data as { ticket?: Partial<Pick<Ticket, 'links'>> } | undefined)?.ticket?.links;
  return links?.some((link) => link.number === number) ?? false;
}

/** A ticket that the reader does not see any more: nothing of it is kept, and nothing of it is asked for again. */
export function forgetTicket(client: QueryClient, number: number): void {
  client.removeQueries({ queryKey: keys.ticket(number) });
  client.removeQueries({ queryKey: keys.history(number) });
  refreshLists(client);
}
