import {
  suggestionRuleBody,
  suggestionRuleList,
  suggestionRuleParams,
  suggestionRuleReply,
  updateSuggestionRuleBody,
} from '../../../contract/triage.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addSuggestionRule, changeSuggestionRule, removeRule } from '../commands/manage-rules.ts';
import { getSuggestionRule, listSuggestionRules } from '../reads/rules.ts';

const tag = 'Triage';
const access = { may: 'triage.manage' } as const;

export const suggestionRuleRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/suggestion-rules',
    access,
    summary: 'What is suggested when a message says certain words',
    tag,
    replies: { 200: suggestionRuleList },
    run: async () => ({ rules: await listSuggestionRules(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/suggestion-rules',
    access,
    summary: 'Add a rule, after all others',
    tag,
    body: suggestionRuleBody,
    replies: { 201: suggestionRuleReply },
    async run({ actor, request, body }) {
      return { rule: await getSuggestionRule(p.db, await addSuggestionRule(p, body, { actor, request })) };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/suggestion-rules/:suggestionRuleId',
    access,
    summary: 'Change a rule for what comes in from now on',
    tag,
    params: suggestionRuleParams,
    body: updateSuggestionRuleBody,
    replies: { 200: suggestionRuleReply },
    async run({ actor, request, params: { suggestionRuleId: id }, body }) {
      await changeSuggestionRule(
        p,
        { id, changes: body as Parameters<typeof changeSuggestionRule>[1]['changes'] },
        { actor, request },
      );
      return { rule: await getSuggestionRule(p.db, id) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/suggestion-rules/:suggestionRuleId',
    access,
    summary: 'Remove a rule; what it did stays',
    tag,
    params: suggestionRuleParams,
    replies: { 204: null },
    run: async ({ actor, request, params: { suggestionRuleId: id } }) =>
      removeRule(p, { kind: 'suggestion_rules', id }, { actor, request }),
  }),
];
