import {
  extractionRuleBody,
  extractionRuleList,
  extractionRuleParams,
  extractionRuleReply,
  tryExtractionBody,
  tryExtractionReply,
  updateExtractionRuleBody,
} from '../../../contract/triage.ts';
import { extract } from '../../../domain/triage/extract.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addExtractionRule, changeExtractionRule, removeRule } from '../commands/manage-rules.ts';
import { getExtractionRule, listExtractionRules } from '../reads/rules.ts';

const tag = 'Triage';
const access = { may: 'triage.manage' } as const;

export const extractionRuleRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/extraction-rules',
    access,
    summary: 'What is read out of messages, and into which field',
    tag,
    replies: { 200: extractionRuleList },
    run: async () => ({ rules: await listExtractionRules(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/extraction-rules',
    access,
    summary: 'Add a rule, after all others',
    tag,
    body: extractionRuleBody,
    replies: { 201: extractionRuleReply },
    async run({ actor, request, body }) {
      return { rule: await getExtractionRule(p.db, await addExtractionRule(p, body, { actor, request })) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/extraction-rules/try',
    access,
    summary: 'Try a rule on a text before it is saved',
    tag,
    body: tryExtractionBody,
    replies: { 200: tryExtractionReply },
    async run({ body: { kind, pattern, text } }) {
      const [found] = extract(text, [{ id: 0, name: '', fieldKey: '', kind, pattern }]);
      return { value: found?.value ?? null, found: found?.found ?? null };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/extraction-rules/:extractionRuleId',
    access,
    summary: 'Change a rule for what comes in from now on',
    tag,
    params: extractionRuleParams,
    body: updateExtractionRuleBody,
    replies: { 200: extractionRuleReply },
    async run({ actor, request, params: { extractionRuleId: id }, body }) {
      await changeExtractionRule(
        p,
        { id, changes: body as Parameters<typeof changeExtractionRule>[1]['changes'] },
        { actor, request },
      );
      return { rule: await getExtractionRule(p.db, id) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/extraction-rules/:extractionRuleId',
    access,
    summary: 'Remove a rule; what it did stays',
    tag,
    params: extractionRuleParams,
    replies: { 204: null },
    run: async ({ actor, request, params: { extractionRuleId: id } }) =>
      removeRule(p, { kind: 'extraction_rules', id }, { actor, request }),
  }),
];
