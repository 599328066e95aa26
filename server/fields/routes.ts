import {
  fieldBody,
  fieldList,
  fieldOrderBody,
  fieldParams,
  fieldReply,
  removedReply,
  updateFieldBody,
} from '../../contract/fields.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { addField, orderAllFields, removeField, updateField } from './commands/manage-fields.ts';
import { getField, listFields } from './reads.ts';

const tag = 'Fields';

export const fieldRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/fields',
    access: { signedIn: true },
    summary: 'The fields that tickets, contacts and organizations have on this desk, in their order, archived ones too',
    tag,
    replies: { 200: fieldList },
    run: async () => ({ fields: await listFields(p.db) }),
  }),
  route({
    method: 'POST',
    url: '/api/fields',
    access: { may: 'topics.manage' },
    summary: 'Add a field, after all others',
    tag,
    body: fieldBody,
    replies: { 201: fieldReply },
    run: async ({ actor, request, body }) => ({
      field: await getField(p.db, await addField(p, { actor, request, body })),
    }),
  }),
  route({
    method: 'PUT',
    url: '/api/fields/order',
    access: { may: 'topics.manage' },
    summary: 'Say in which order fields are shown',
    tag,
    body: fieldOrderBody,
    replies: { 200: fieldList },
    async run({ actor, request, body }) {
      await orderAllFields(p, body.fields, { actor, request });
      return { fields: await listFields(p.db) };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/fields/:fieldId',
    access: { may: 'topics.manage' },
    summary: 'Change a field; `isArchived: false` brings one back',
    tag,
    params: fieldParams,
    body: updateFieldBody,
    replies: { 200: fieldReply },
    async run({ actor, request, params, body }) {
      await updateField(p, params.fieldId, { actor, request, body });
      return { field: await getField(p.db, params.fieldId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/fields/:fieldId',
    access: { may: 'topics.manage' },
    summary: 'Remove a field; one that has values is archived',
    tag,
    params: fieldParams,
    replies: { 200: removedReply },
    run: async ({ actor, request, params }) => ({ became: await removeField(p, params.fieldId, { actor, request }) }),
  }),
];
