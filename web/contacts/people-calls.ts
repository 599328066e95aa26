import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  contactList,
  contactReply,
  organizationReply,
  updateContactBody,
  updateOrganizationBody,
} from '../../contract/contacts.ts';
import type { fieldList } from '../../contract/fields.ts';
import type { ticketList } from '../../contract/tickets.ts';
import type { Holder } from '../../domain/fields/field.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';
import { fieldsQuery } from '../conditions/calls.ts';

export const organizationQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', 'organization', id] as const,
    queryFn: ({ signal }) => api.get<z.infer<typeof organizationReply>>(`/api/organizations/${id}`, undefined, signal),
    select: ({ organization }) => organization,
    retry: false,
  });

export const peopleOfQuery = (organization: string) =>
  queryOptions({
    queryKey: ['contact', 'of', organization] as const,
    queryFn: ({ signal }) => api.get<z.infer<typeof contactList>>('/api/contacts', { organization, limit: 50 }, signal),
  });

export type Whose = { requester: string } | { organization: string };

/** The newest tickets of a person or company that the agent sees. */
export const ticketsOfQuery = (whose: Whose) =>
  queryOptions({
    queryKey: ['contact', 'tickets', whose] as const,
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof ticketList>>('/api/tickets', { ...whose, sort: 'updated', limit: 100 }, signal),
  });

/** The fields that contacts, or organizations, have on this desk. */
export const fieldsOfQuery = (holder: Holder) => ({
  ...fieldsQuery,
  select: ({ fields }: z.infer<typeof fieldList>) => fields.filter((field) => field.holder === holder),
});

export const saveContact = (id: string, body: z.input<typeof updateContactBody>) =>
  api.patch<z.infer<typeof contactReply>>(`/api/contacts/${id}`, body);
export const saveOrganization = (id: string, body: z.input<typeof updateOrganizationBody>) =>
  api.patch<z.infer<typeof organizationReply>>(`/api/organizations/${id}`, body);

/** What a change of a person or company makes old: all that names people. */
export const stalePeople = [['contact'], keys.search, keys.tickets, ['ticket']] as const;
