import {
  duplicateList,
  mergeContactBody,
  mergedContactParams,
  mergePreview,
  mergePreviewQuery,
} from '../../../contract/contact-merges.ts';
import { contactParams, contactReply } from '../../../contract/contacts.ts';
import { getContact } from '../../contacts/reads/contacts.ts';
import { likelyDuplicates } from '../../contacts/reads/duplicates.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { mergeContacts, unmergeContact } from '../commands/merge-contacts.ts';
import { previewContactMerge } from '../reads/contact-merge.ts';

const tag = 'Contacts';

export const contactMergeRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/contacts/:contactId/duplicates',
    access: { may: 'contacts.read' },
    summary: 'Contacts that may be the same person, and why',
    tag,
    params: contactParams,
    replies: { 200: duplicateList },
    run: async ({ params }) => ({ duplicates: await likelyDuplicates(p.db, params.contactId) }),
  }),
  route({
    method: 'GET',
    url: '/api/contacts/:contactId/merges',
    access: { may: 'contacts.write' },
    summary: 'What would become of two contacts, were the other one merged into this one',
    tag,
    params: contactParams,
    query: mergePreviewQuery,
    replies: { 200: mergePreview },
    run: async ({ actor, params, query }) =>
      previewContactMerge(p.db, { actor, contactId: params.contactId, otherId: query.other }),
  }),
  route({
    method: 'POST',
    url: '/api/contacts/:contactId/merges',
    access: { may: 'contacts.write' },
    summary: 'Merge another contact into this one: its addresses, tickets and messages come along',
    tag,
    params: contactParams,
    body: mergeContactBody,
    replies: { 201: contactReply },
    async run({ actor, request, params, body }) {
      const { other, take } = body;
      await mergeContacts(p, { actor, request, contactId: params.contactId, otherId: other, take });
      return { contact: await getContact(p.db, actor, params.contactId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/merged-contacts/:mergedContactId',
    access: { may: 'contacts.write' },
    summary: 'Undo the merge by which this contact went into another: what was theirs is theirs again',
    tag,
    params: mergedContactParams,
    replies: { 200: contactReply },
    async run({ actor, request, params: { mergedContactId: contactId } }) {
      await unmergeContact(p, { actor, request, contactId });
      return { contact: await getContact(p.db, actor, contactId) };
    },
  }),
];
