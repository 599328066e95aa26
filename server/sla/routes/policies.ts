import {
  slaPolicyBody,
  slaPolicyList,
  slaPolicyOrderBody,
  slaPolicyParams,
  slaPolicyReply,
  updateSlaPolicyBody,
} from '../../../contract/sla.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addPolicy, orderAll, removePolicy, updatePolicy } from '../commands/manage-policies.ts';
import { getPolicy, listPolicies } from '../reads/policies.ts';

const tag = 'SLA';

export const policyRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/sla-policies',
    access: { may: 'sla.manage' },
    summary: 'What is promised to whom, in the order it is asked',
    tag,
    replies: { 200: slaPolicyList },
    run: async () => ({ policies: await listPolicies(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/sla-policies',
    access: { may: 'sla.manage' },
    summary: 'Add a policy, after all others',
    tag,
    body: slaPolicyBody,
    replies: { 201: slaPolicyReply },
    run: async ({ actor, request, body }) => ({
      policy: await getPolicy(p.db, await addPolicy(p, { actor, request, fields: body })),
    }),
  }),
  route({
    method: 'PUT',
    url: '/api/sla-policies/order',
    access: { may: 'sla.manage' },
    summary: 'Say in which order the policies are asked',
    tag,
    body: slaPolicyOrderBody,
    replies: { 200: slaPolicyList },
    async run({ actor, request, body }) {
      await orderAll(p, body.policies, { actor, request });
      return { policies: await listPolicies(p.db) };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/sla-policies/:slaPolicyId',
    access: { may: 'sla.manage' },
    summary: 'Change a policy; open tickets are computed anew',
    tag,
    params: slaPolicyParams,
    body: updateSlaPolicyBody,
    replies: { 200: slaPolicyReply },
    async run({ actor, request, params, body }) {
      await updatePolicy(p, params.slaPolicyId, { actor, request, fields: body });
      return { policy: await getPolicy(p.db, params.slaPolicyId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/sla-policies/:slaPolicyId',
    access: { may: 'sla.manage' },
    summary: 'Remove a policy',
    tag,
    params: slaPolicyParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => removePolicy(p, params.slaPolicyId, { actor, request }),
  }),
];
