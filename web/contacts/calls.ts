import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { contactReply } from '../../contract/contacts.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: keys.contact(id),
    queryFn: ({ signal }) => api.get<z.infer<typeof contactReply>>(`/api/contacts/${id}`, undefined, signal),
    select: ({ contact }) => contact,
    retry: false,
  });
