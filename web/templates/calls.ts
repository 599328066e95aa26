import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { TemplatePreview, templatePreviewBody, templateVariableList } from '../../contract/templates.ts';
import { api } from '../app/api.ts';

export const templateVariablesQuery = queryOptions({
  queryKey: ['template-variables'],
  queryFn: ({ signal }) => api.get<z.infer<typeof templateVariableList>>('/api/template-variables', undefined, signal),
});

export const templatePreviewQuery = (body: z.input<typeof templatePreviewBody>) =>
  queryOptions({
    queryKey: ['template-preview', body],
    queryFn: () => api.post<TemplatePreview>('/api/template-previews', body),
  });
