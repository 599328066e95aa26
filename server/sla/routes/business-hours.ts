import {
  businessHoursBody,
  businessHoursList,
  businessHoursParams,
  businessHoursReply,
  updateBusinessHoursBody,
} from '../../../contract/sla.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addBusinessHours, removeBusinessHours, updateBusinessHours } from '../commands/manage-business-hours.ts';
import { getBusinessHours, listBusinessHours } from '../reads/business-hours.ts';

const tag = 'SLA';

export const businessHoursRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/business-hours',
    access: { may: 'sla.manage' },
    summary: 'When teams work',
    tag,
    replies: { 200: businessHoursList },
    run: async () => ({ businessHours: await listBusinessHours(p) }),
  }),
  route({
    method: 'POST',
    url: '/api/business-hours',
    access: { may: 'sla.manage' },
    summary: 'Add business hours',
    tag,
    body: businessHoursBody,
    replies: { 201: businessHoursReply },
    async run({ actor, request, body: { teams, inboxes, sources, ...fields } }) {
      const users = { ...(teams && { teams }), ...(inboxes && { inboxes }) };
      const id = await addBusinessHours(p, { actor, request, fields, sources, users });
      return { businessHours: await getBusinessHours(p, id) };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/business-hours/:businessHoursId',
    access: { may: 'sla.manage' },
    summary: 'Change business hours, holidays or who works by them; open tickets are computed anew',
    tag,
    params: businessHoursParams,
    body: updateBusinessHoursBody,
    replies: { 200: businessHoursReply },
    async run({ actor, request, params, body: { teams, inboxes, sources, ...fields } }) {
      const users = { ...(teams && { teams }), ...(inboxes && { inboxes }) };
      await updateBusinessHours(p, params.businessHoursId, {
        actor,
        request,
        fields,
        ...(sources && { sources }),
        users,
      });
      return { businessHours: await getBusinessHours(p, params.businessHoursId) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/business-hours/:businessHoursId',
    access: { may: 'sla.manage' },
    summary: 'Remove business hours; who worked by them works by the default ones',
    tag,
    params: businessHoursParams,
    replies: { 204: null },
    run: async ({ actor, request, params }) => removeBusinessHours(p, params.businessHoursId, { actor, request }),
  }),
];
