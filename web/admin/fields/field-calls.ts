import type { z } from 'zod';
import type { fieldBody, fieldList, fieldReply, removedReply, updateFieldBody } from '../../../contract/fields.ts';
import { api } from '../../app/api.ts';

export const addField = (body: z.input<typeof fieldBody>) => api.post<z.infer<typeof fieldReply>>('/api/fields', body);
export const updateField = (id: string, body: z.input<typeof updateFieldBody>) =>
  api.patch<z.infer<typeof fieldReply>>(`/api/fields/${id}`, body);
export const removeField = (id: string) => api.delete<z.infer<typeof removedReply>>(`/api/fields/${id}`);
export const orderFields = (fields: string[]) => api.put<z.infer<typeof fieldList>>('/api/fields/order', { fields });
