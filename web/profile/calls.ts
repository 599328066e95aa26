import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  apiTokenList,
  changePasswordBody,
  createdApiToken,
  meReply,
  sessionList,
  updateMeBody,
} from '../../contract/auth.ts';
import type { notificationChoices, notificationChoicesBody } from '../../contract/notifications.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

export const updateMe = (body: z.input<typeof updateMeBody>) => api.patch<z.infer<typeof meReply>>('/api/me', body);
export const changePassword = (body: z.input<typeof changePasswordBody>) => api.put<void>('/api/me/password', body);

export const sessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: ({ signal }) => api.get<z.infer<typeof sessionList>>('/api/me/sessions', undefined, signal),
  select: ({ sessions }) => sessions,
});
export const endSession = (sessionId: string) => api.delete<void>(`/api/me/sessions/${sessionId}`);
export const endOtherSessions = () => api.delete<void>('/api/me/sessions');

export const apiTokensQuery = queryOptions({
  queryKey: keys.apiTokens,
  queryFn: ({ signal }) => api.get<z.infer<typeof apiTokenList>>('/api/me/tokens', undefined, signal),
  select: ({ tokens }) => tokens,
});
export const createApiToken = (name: string) => api.post<z.infer<typeof createdApiToken>>('/api/me/tokens', { name });
export const revokeApiToken = (apiTokenId: string) => api.delete<void>(`/api/me/tokens/${apiTokenId}`);

export const notificationChoicesQuery = queryOptions({
  queryKey: keys.notificationChoices,
  queryFn: ({ signal }) => api.get<z.infer<typeof notificationChoices>>('/api/me/notifications', undefined, signal),
  select: ({ choices }) => choices,
});
export const chooseNotifications = (body: z.input<typeof notificationChoicesBody>) =>
  api.patch<z.infer<typeof notificationChoices>>('/api/me/notifications', body);
