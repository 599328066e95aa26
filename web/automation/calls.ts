import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  actionList,
  ruleBody,
  ruleList,
  rulePreviewBody,
  rulePreviewReply,
  ruleReply,
  ruleTraceReply,
  updateRuleBody,
} from '../../contract/automation.ts';
import type { RuleKind } from '../../domain/automation/rule.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

export const actionsQuery = queryOptions({
  queryKey: keys.actions,
  queryFn: ({ signal }) => api.get<z.infer<typeof actionList>>('/api/automation/actions', undefined, signal),
  select: ({ actions }) => actions,
  staleTime: Number.POSITIVE_INFINITY,
});

const urlOf = (kind: RuleKind) => `/api/${kind}s`;

export const rulesQuery = (kind: RuleKind) =>
  queryOptions({
    queryKey: [...keys.rules, kind],
    queryFn: ({ signal }) => api.get<z.infer<typeof ruleList>>(urlOf(kind), undefined, signal),
    select: ({ rules }) => rules,
  });
export const addRule = (kind: RuleKind, body: z.input<typeof ruleBody>) =>
  api.post<z.infer<typeof ruleReply>>(urlOf(kind), body);
export const updateRule = (kind: RuleKind, id: string, body: z.input<typeof updateRuleBody>) =>
  api.patch<z.infer<typeof ruleReply>>(`${urlOf(kind)}/${id}`, body);
export const removeRule = (kind: RuleKind, id: string) => api.delete<void>(`${urlOf(kind)}/${id}`);
export const orderRules = (kind: RuleKind, rules: string[]) =>
  api.put<z.infer<typeof ruleList>>(`${urlOf(kind)}/order`, { rules });
export const previewRule = (kind: RuleKind, body: z.input<typeof rulePreviewBody>) =>
  api.post<z.infer<typeof rulePreviewReply>>(`${urlOf(kind)}/preview`, body);

export const ruleTraceQuery = (number: number) =>
  queryOptions({
    queryKey: keys.ruleTrace(number),
    queryFn: ({ signal }) => api.get<z.infer<typeof ruleTraceReply>>(`/api/tickets/${number}/rules`, undefined, signal),
    select: ({ trace }) => trace,
  });
