import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  changedWebhookReply,
  newWebhookReply,
  updateWebhookBody,
  webhookBody,
  webhookDeliveryList,
  webhookDeliveryReply,
  webhookList,
} from '../../../contract/webhooks.ts';
import { api } from '../../app/api.ts';

export const webhookKeys = { list: ['webhooks'] as const, deliveries: ['webhook-deliveries'] as const };

export const webhooksQuery = queryOptions({
  queryKey: webhookKeys.list,
  queryFn: ({ signal }) => api.get<z.infer<typeof webhookList>>('/api/webhooks', undefined, signal),
  select: ({ webhooks }) => webhooks,
});

/** While something is on its way the list is asked for again: nothing else says that it arrived. */
export const webhookDeliveriesQuery = (webhook: string) =>
  infiniteQueryOptions({
    queryKey: [...webhookKeys.deliveries, webhook],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof webhookDeliveryList>>(
        '/api/webhook-deliveries',
        { webhook, after: pageParam, limit: 20 },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.deliveries.some(({ attempts }) => attempts === 0)) ? 1_500 : false,
  });

export const addWebhook = (body: z.input<typeof webhookBody>) =>
  api.post<z.infer<typeof newWebhookReply>>('/api/webhooks', body);
export const updateWebhook = (id: string, body: z.input<typeof updateWebhookBody>) =>
  api.patch<z.infer<typeof changedWebhookReply>>(`/api/webhooks/${id}`, body);
export const removeWebhook = (id: string) => api.delete(`/api/webhooks/${id}`);
export const testWebhook = (id: string) => api.post<z.infer<typeof webhookDeliveryReply>>(`/api/webhooks/${id}/test`);
export const retryWebhookDelivery = (id: string) =>
  api.post<z.infer<typeof webhookDeliveryReply>>(`/api/webhook-deliveries/${id}/retry`);
