import { z } from 'zod';
import {
  ruleBody,
  ruleList,
  ruleOrderBody,
  rulePreviewBody,
  rulePreviewReply,
  ruleReply,
  updateRuleBody,
} from '../../../contract/automation.ts';
import { publicId } from '../../../contract/common.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addRule, orderAll, removeRule, updateRule } from '../commands/manage-rules.ts';
import { previewRule } from '../reads/preview.ts';
import { getRule, listRules } from '../reads/rules.ts';

const tag = 'Automation';
const access = { may: 'automation.manage' } as const;

/** Triggers and automations are managed alike, each under a noun of its own. */
export const ruleRoutes = (p: Platform, kind: RuleKind): Route[] => {
  const url = `/api/${kind}s`;
  return [
    route({
      method: 'GET',
      url,
      access,
      summary: `The ${kind}s, in the order they run`,
      tag,
      replies: { 200: ruleList },
      run: async () => ({ rules: await listRules(p.db, kind) }),
    }),
    route({
      method: 'POST',
      url,
      access,
      summary: `Add one of the ${kind}s, after all others`,
      tag,
      body: ruleBody,
      replies: { 201: ruleReply },
      run: async ({ actor, request, body: { alsoWaiting, ...fields } }) => ({
        rule: await getRule(p.db, kind, await addRule(p, { actor, request, kind, fields, alsoWaiting })),
      }),
    }),
    route({
      method: 'PUT',
      url: `${url}/order`,
      access,
      summary: `Say in which order the ${kind}s run`,
      tag,
      body: ruleOrderBody,
      replies: { 200: ruleList },
      async run({ actor, request, body }) {
        await orderAll(p, body.rules, { actor, request, kind });
        return { rules: await listRules(p.db, kind) };
      },
    }),
    route({
      method: 'POST',
      url: `${url}/preview`,
      access,
      summary: `What one of the ${kind}s, as it is being written, would do to a ticket; nothing is changed`,
      tag,
      body: rulePreviewBody,
      replies: { 200: rulePreviewReply },
      run: async ({ actor, body }) => ({ preview: await previewRule(p, { actor, kind, draft: body }) }),
    }),
    ...oneRuleRoutes(p, kind),
  ];
};

const oneRuleRoutes = (p: Platform, kind: RuleKind): Route[] => {
  const url = `/api/${kind}s/:${kind}Id`;
  const params = z.strictObject({ [`${kind}Id`]: publicId });
  const idIn = (given: z.infer<typeof params>) => given[`${kind}Id`] ?? '';
  return [
    route({
      method: 'PATCH',
      url,
      access,
      summary: `Change one of the ${kind}s`,
      tag,
      params,
      body: updateRuleBody,
      replies: { 200: ruleReply },
      async run({ actor, request, params: given, body: { alsoWaiting = false, ...fields } }) {
        await updateRule(p, idIn(given), { actor, request, kind, fields, alsoWaiting });
        return { rule: await getRule(p.db, kind, idIn(given)) };
      },
    }),
    route({
      method: 'DELETE',
      url,
      access,
      summary: `Remove one of the ${kind}s; what it did keeps its name`,
      tag,
      params,
      replies: { 204: null },
      run: async ({ actor, request, params: given }) => removeRule(p, idIn(given), { actor, request, kind }),
    }),
  ];
};
