import {
  contactBody,
  contactList,
  contactParams,
  contactReply,
  listContactsQuery,
  listOrganizationsQuery,
  organizationBody,
  organizationList,
  organizationParams,
  organizationReply,
  updateContactBody,
  updateOrganizationBody,
} from '../../contract/contacts.ts';
import { type Route, route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { addContact, updateContact } from './commands/save-contact.ts';
import { addOrganization, updateOrganization } from './commands/save-organization.ts';
import { getContact, listContacts } from './reads/contacts.ts';
import { getOrganization, listOrganizations } from './reads/organizations.ts';

export const contactRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/contacts',
    access: { may: 'contacts.read' },
    summary: 'Contacts, newest first, or those that match a name, address or number',
    tag: 'Contacts',
    query: listContactsQuery,
    replies: { 200: contactList },
    run: async ({ query }) => listContacts(p.db, query),
  }),
  route({
    method: 'POST',
    url: '/api/contacts',
    access: { may: 'contacts.write' },
    summary: 'Add a contact',
    tag: 'Contacts',
    body: contactBody,
    replies: { 201: contactReply },
    async run({ actor, body }) {
      return { contact: await getContact(p.db, actor, await addContact(p, { actor, body })) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/contacts/:contactId',
    access: { signedIn: true },
    summary: 'One contact with its newest tickets; without contacts.read only requesters of tickets you see',
    tag: 'Contacts',
    params: contactParams,
    replies: { 200: contactReply },
    run: async ({ actor, params }) => ({ contact: await getContact(p.db, actor, params.contactId) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/contacts/:contactId',
    access: { may: 'contacts.write' },
    summary: 'Change a contact; identities, when given, replace the ones it has',
    tag: 'Contacts',
    params: contactParams,
    body: updateContactBody,
    replies: { 200: contactReply },
    async run({ actor, params, body }) {
      await updateContact(p, params.contactId, { actor, body });
      return { contact: await getContact(p.db, actor, params.contactId) };
    },
  }),
  ...organizationRoutes(p),
];

const organizationRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/organizations',
    access: { may: 'contacts.read' },
    summary: 'Organizations, newest first, or those that match a name or domain',
    tag: 'Organizations',
    query: listOrganizationsQuery,
    replies: { 200: organizationList },
    run: async ({ query }) => listOrganizations(p.db, query),
  }),
  route({
    method: 'POST',
    url: '/api/organizations',
    access: { may: 'contacts.write' },
    summary: 'Add an organization',
    tag: 'Organizations',
    body: organizationBody,
    replies: { 201: organizationReply },
    async run({ actor, body }) {
      return { organization: await getOrganization(p.db, await addOrganization(p, { actor, body })) };
    },
  }),
  route({
    method: 'GET',
    url: '/api/organizations/:organizationId',
    access: { may: 'contacts.read' },
    summary: 'One organization',
    tag: 'Organizations',
    params: organizationParams,
    replies: { 200: organizationReply },
    run: async ({ params }) => ({ organization: await getOrganization(p.db, params.organizationId) }),
  }),
  route({
    method: 'PATCH',
    url: '/api/organizations/:organizationId',
    access: { may: 'contacts.write' },
    summary: 'Change an organization; domains, when given, replace the ones it has',
    tag: 'Organizations',
    params: organizationParams,
    body: updateOrganizationBody,
    replies: { 200: organizationReply },
    async run({ actor, params, body }) {
      await updateOrganization(p, params.organizationId, { actor, body });
      return { organization: await getOrganization(p.db, params.organizationId) };
    },
  }),
];
