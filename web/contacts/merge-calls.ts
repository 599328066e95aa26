import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { duplicateList, MergePreview } from '../../contract/contact-merges.ts';
import type { contactList, contactReply } from '../../contract/contacts.ts';
import { api } from '../app/api.ts';

type ContactReply = z.infer<typeof contactReply>;

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id, 'duplicates'] as const,
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof duplicateList>>(`/api/contacts/${id}/duplicates`, undefined, signal),
    select: ({ duplicates }) => duplicates,
    staleTime: 60_000,
    retry: false,
  });

/** Contacts that a name, address or number finds. */
export const contactsFoundQuery = (q: string) =>
  queryOptions({
    queryKey: ['contact', 'found', q] as const,
    queryFn: ({ signal }) => api.get<z.infer<typeof contactList>>('/api/contacts', { q, limit: 8 }, signal),
    select: ({ contacts }) => contacts,
    enabled: q.trim().length > 1,
  });

export const mergePreviewQuery = (id: string, other: string) =>
  queryOptions({
    queryKey: ['contact', id, 'preview', other] as const,
    queryFn: ({ signal }) => api.get<MergePreview>(`/api/contacts/${id}/merges`, { other }, signal),
    staleTime: 0,
  });

export const mergeContacts = (id: string, body: { other: string; take: string[] }) =>
  api.post<ContactReply>(`/api/contacts/${id}/merges`, body);
export const unmergeContact = (id: string) => api.delete<ContactReply>(`/api/merged-contacts/${id}`);
