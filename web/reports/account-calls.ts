import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Account, AccountItems } from '../../contract/account.ts';
import type { AccountKind } from '../../domain/account.ts';
import { api } from '../app/api.ts';

const refetchInterval = 60_000;

/** Of a day, or of what is in work where there is none. */
export const accountQuery = (day: string | undefined) =>
  queryOptions({
    queryKey: ['account', day],
    queryFn: ({ signal }) => api.get<Account>('/api/account', { day }, signal),
    placeholderData: keepPreviousData,
    refetchInterval,
  });

export const accountItemsQuery = (day: string | undefined, kind: AccountKind) =>
  queryOptions({
    queryKey: ['account', day, kind],
    queryFn: ({ signal }) => api.get<{ items: AccountItems }>('/api/account/items', { day, kind }, signal),
    select: ({ items }) => items,
    refetchInterval,
  });
