import { QueryClient } from '@tanstack/react-query';
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
  agents: ['agents'] as const,
  teams: ['teams'] as const,
  roles: ['roles'] as const,
  topics: ['topics'] as const,
  statuses: ['statuses'] as const,
  inboxes: ['inboxes'] as const,
  channels: ['channels'] as const,
  deliveries: ['deliveries'] as const,
  parked: ['parked'] as const,
  settings: ['settings'] as const,
  audit: ['audit'] as const,
  sessions: ['sessions'] as const,
  apiTokens: ['api-tokens'] as const,
};
