import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  extractionRuleBody,
  extractionRuleList,
  extractionRuleReply,
  suggestionRuleBody,
  suggestionRuleList,
  suggestionRuleReply,
  tryExtractionBody,
  tryExtractionReply,
} from '../../../contract/triage.ts';
import { api } from '../../app/api.ts';

export const extractionRulesKey = ['extraction-rules'] as const;
export const suggestionRulesKey = ['suggestion-rules'] as const;

export const extractionRulesQuery = queryOptions({
  queryKey: extractionRulesKey,
  queryFn: ({ signal }) => api.get<z.infer<typeof extractionRuleList>>('/api/extraction-rules', undefined, signal),
  select: ({ rules }) => rules,
});
type ExtractionBody = z.input<typeof extractionRuleBody>;
export const saveExtractionRule = (id: string | null, body: ExtractionBody) =>
  id === null
    ? api.post<z.infer<typeof extractionRuleReply>>('/api/extraction-rules', body)
    : api.patch<z.infer<typeof extractionRuleReply>>(`/api/extraction-rules/${id}`, body);
export const removeExtractionRule = (id: string) => api.delete<void>(`/api/extraction-rules/${id}`);
export const tryExtraction = (body: z.input<typeof tryExtractionBody>) =>
  api.post<z.infer<typeof tryExtractionReply>>('/api/extraction-rules/try', body);

export const suggestionRulesQuery = queryOptions({
  queryKey: suggestionRulesKey,
  queryFn: ({ signal }) => api.get<z.infer<typeof suggestionRuleList>>('/api/suggestion-rules', undefined, signal),
  select: ({ rules }) => rules,
});
type SuggestionBody = z.input<typeof suggestionRuleBody>;
export const saveSuggestionRule = (id: string | null, body: SuggestionBody) =>
  id === null
    ? api.post<z.infer<typeof suggestionRuleReply>>('/api/suggestion-rules', body)
    : api.patch<z.infer<typeof suggestionRuleReply>>(`/api/suggestion-rules/${id}`, body);
export const removeSuggestionRule = (id: string) => api.delete<void>(`/api/suggestion-rules/${id}`);
