import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { BulkErrors, bulkBody, bulkRunList, bulkRunReply } from '../../contract/bulk.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

type Runs = z.infer<typeof bulkRunList>;
type Reply = z.infer<typeof bulkRunReply>;
export type BulkInput = z.input<typeof bulkBody>;

const whileRunning = 700;

/** One's own runs, asked for again and again while one of them goes on: the log tells of tickets, not of runs. */
export const bulkRunsQuery = queryOptions({
  queryKey: keys.bulkRuns,
  queryFn: ({ signal }) => api.get<Runs>('/api/bulk-runs', undefined, signal),
  select: ({ runs }) => runs,
  refetchInterval: ({ state }) => (state.data?.runs.some((run) => run.state === 'running') ? whileRunning : false),
});
export const bulkErrorsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.bulkRuns, id, 'errors'],
    queryFn: ({ pageParam, signal }) =>
      api.get<BulkErrors>(`/api/bulk-runs/${id}/errors`, { after: pageParam || undefined, limit: 100 }, signal),
    initialPageParam: '',
    getNextPageParam: (last: BulkErrors) => last.next,
  });
export const startBulk = (body: BulkInput) => api.post<Reply>('/api/bulk-runs', body);
export const stopBulk = (id: string) => api.post<Reply>(`/api/bulk-runs/${id}/stop`, {});
export const undoBulk = (id: string) => api.post<Reply>(`/api/bulk-runs/${id}/undo`, {});
