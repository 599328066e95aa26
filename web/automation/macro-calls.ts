import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { macroBody, macroList, macroPreviewReply, macroReply, updateMacroBody } from '../../contract/macros.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

type List = z.infer<typeof macroList>;

/** Those one may use. */
export const macrosQuery = queryOptions({
  queryKey: [...keys.macros, 'usable'],
  queryFn: ({ signal }) => api.get<List>('/api/macros', undefined, signal),
  select: ({ macros }) => macros,
});
/** Everybody's, for who manages them. */
export const sharedMacrosQuery = queryOptions({
  queryKey: [...keys.macros, 'shared'],
  queryFn: ({ signal }) => api.get<List>('/api/macros/shared', undefined, signal),
  select: ({ macros }) => macros,
});
/** One's own, also those that are off. */
export const ownMacrosQuery = queryOptions({
  queryKey: [...keys.macros, 'own'],
  queryFn: ({ signal }) => api.get<List>('/api/macros/own', undefined, signal),
  select: ({ macros }) => macros,
});
export const addMacro = (body: z.input<typeof macroBody>) => api.post<z.infer<typeof macroReply>>('/api/macros', body);
export const updateMacro = (id: string, body: z.input<typeof updateMacroBody>) =>
  api.patch<z.infer<typeof macroReply>>(`/api/macros/${id}`, body);
export const removeMacro = (id: string) => api.delete<void>(`/api/macros/${id}`);
export const orderMacros = (macros: string[]) => api.put<List>('/api/macros/order', { macros });
export const orderOwnMacros = (macros: string[]) => api.put<List>('/api/macros/own/order', { macros });

/** Under the ticket's own key: whatever changes the ticket changes what a macro would do to it. */
export const macroPreviewQuery = (number: number, id: string) =>
  queryOptions({
    queryKey: [...keys.ticket(number), 'macros', id],
    queryFn: () => api.post<z.infer<typeof macroPreviewReply>>(`/api/tickets/${number}/macros/${id}/preview`, {}),
    select: ({ preview }) => preview,
    staleTime: 0,
  });
export const applyMacro = (number: number, id: string) => api.post<void>(`/api/tickets/${number}/macros/${id}`, {});
