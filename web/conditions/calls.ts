import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Matching } from '../../contract/conditions.ts';
import type { fieldList } from '../../contract/fields.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

/** Of tickets, contacts and organizations. */
export const fieldsQuery = queryOptions({
  queryKey: keys.fields,
  queryFn: ({ signal }) => api.get<z.infer<typeof fieldList>>('/api/fields', undefined, signal),
  select: ({ fields }) => fields,
  staleTime: 60_000,
});

/** The tickets a condition holds for now: asked again when somebody looks again, never remembered for long. */
export const matchingQuery = (condition: Condition) =>
  queryOptions({
    queryKey: ['matching', condition] as const,
    queryFn: () => api.post<Matching>('/api/tickets/matching', { condition }),
    staleTime: 5_000,
    retry: false,
  });
