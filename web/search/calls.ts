import { infiniteQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { searchReply } from '../../contract/search.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

type SearchReply = z.infer<typeof searchReply>;

const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

export const searchResultsQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.search, q],
    queryFn: ({ pageParam, signal }) =>
      api.get<SearchReply>('/api/search', { q, timeZone, after: pageParam || undefined, limit: 30 }, signal),
    initialPageParam: '',
    getNextPageParam: (last: SearchReply) => last.next,
    enabled: q.trim() !== '',
  });
