import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { notificationList } from '../../contract/notifications.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

export const notificationsQuery = queryOptions({
  queryKey: keys.notifications,
  queryFn: ({ signal }) => api.get<z.infer<typeof notificationList>>('/api/notifications', { limit: 30 }, signal),
});

export const readNotification = (id: string) => api.post<void>(`/api/notifications/${id}/read`);
export const readAllNotifications = () => api.post<void>('/api/notifications/read');
