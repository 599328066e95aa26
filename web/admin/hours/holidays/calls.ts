import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { countryList, holidayDaysBody, holidayDaysReply } from '../../../../contract/holidays.ts';
import { api } from '../../../app/api.ts';

export const countriesQuery = queryOptions({
  queryKey: ['holiday-countries'],
  queryFn: ({ signal }) => api.get<z.infer<typeof countryList>>('/api/holiday-countries', undefined, signal),
  select: ({ countries }) => countries,
  staleTime: Number.POSITIVE_INFINITY,
});

export const readDays = (body: z.input<typeof holidayDaysBody>) =>
  api.post<z.infer<typeof holidayDaysReply>>('/api/holiday-days', body);
