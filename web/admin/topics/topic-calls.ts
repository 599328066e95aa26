import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { removedReply } from '../../../contract/fields.ts';
import type { topicBody, topicList, topicReply, updateTopicBody } from '../../../contract/topics.ts';
import { api } from '../../app/api.ts';
import { keys } from '../../app/queries.ts';

export const allTopicsQuery = queryOptions({
  queryKey: [...keys.topics, 'all'],
  queryFn: ({ signal }) => api.get<z.infer<typeof topicList>>('/api/topics', { include: 'archived' }, signal),
  select: ({ topics }) => topics,
});
export const addTopic = (body: z.input<typeof topicBody>) => api.post<z.infer<typeof topicReply>>('/api/topics', body);
export const updateTopic = (id: string, body: z.input<typeof updateTopicBody>) =>
  api.patch<z.infer<typeof topicReply>>(`/api/topics/${id}`, body);
/** `tickets`: the topic its open tickets get, `none`, or undefined to leave them. */
export const removeTopic = (id: string, tickets: string | undefined) =>
  api.delete<z.infer<typeof removedReply>>(`/api/topics/${id}${tickets === undefined ? '' : `?tickets=${tickets}`}`);
export const orderTopics = (topics: string[]) => api.put<z.infer<typeof topicList>>('/api/topics/order', { topics });
