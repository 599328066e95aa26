import { useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { updateViewBody, View, ViewLook, viewBody, viewList, viewReply } from '../../contract/views.ts';
import { showToast } from '../../ui/Toast.tsx';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';
import { sentenceFor } from '../app/sentences.ts';

type Views = z.infer<typeof viewList>;
type Reply = z.infer<typeof viewReply>;
export type ViewInput = z.input<typeof viewBody>;

export const addView = (body: ViewInput) => api.post<Reply>('/api/views', body);
export const updateView = (id: string, body: z.input<typeof updateViewBody>) =>
  api.patch<Reply>(`/api/views/${id}`, body);
export const removeView = (id: string) => api.delete<void>(`/api/views/${id}`);
export const orderViews = (views: string[]) => api.put<Views>('/api/views/order', { views });

/** Shows a view as the agent wants it at once, and keeps that with the desk so that it follows them. */
export function useLook(): (view: View, look: ViewLook) => void {
  const client = useQueryClient();
  const put = (id: string, change: Partial<View>) =>
    client.setQueryData<Views>(
      keys.views,
      (before) => before && { views: before.views.map((one) => (one.id === id ? { ...one, ...change } : one)) },
    );
  const keep = async (id: string, look: ViewLook) => {
    await client.cancelQueries({ queryKey: keys.views });
    put(id, look as Partial<View>);
    await api.patch<Reply>(`/api/views/${id}/look`, look).catch((error: unknown) => {
      showToast({ text: sentenceFor(error), isBad: true });
    });
    await client.invalidateQueries({ queryKey: keys.views });
  };
  return (view, look) => void keep(view.id, look);
}
