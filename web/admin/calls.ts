import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  agentReply,
  auditList,
  createAgentBody,
  invitedReply,
  roleList,
  teamBody,
  teamReply,
  updateAgentBody,
} from '../../contract/agents.ts';
import type {
  channelList,
  Delivery,
  deliveryList,
  domainKeyReply,
  inboxBody,
  inboxList,
  inboxReply,
  inboxTestReply,
  parkedList,
  retriedMail,
  signInStartReply,
  suppressionList,
  updateInboxBody,
} from '../../contract/inboxes.ts';
import type { parkedEventList, retriedEvents } from '../../contract/parked-events.ts';
import type { lockdownBody, lockdownReply, suspicionList } from '../../contract/security.ts';
import type { settingsReply, updateSettingsBody } from '../../contract/settings.ts';
import type {
  businessHoursBody,
  businessHoursList,
  businessHoursReply,
  slaPolicyBody,
  slaPolicyList,
  slaPolicyReply,
  updateBusinessHoursBody,
  updateSlaPolicyBody,
} from '../../contract/sla.ts';
import { api } from '../app/api.ts';
import { keys } from '../app/queries.ts';

type Pages = { next: string | null };
const byPages = { initialPageParam: '', getNextPageParam: (last: Pages) => last.next };

export const rolesQuery = queryOptions({
  queryKey: keys.roles,
  queryFn: ({ signal }) => api.get<z.infer<typeof roleList>>('/api/roles', undefined, signal),
  select: ({ roles }) => roles,
});
export const inviteAgent = (body: z.input<typeof createAgentBody>) =>
  api.post<z.infer<typeof invitedReply>>('/api/agents', body);
export const inviteAgain = (agentId: string) => api.post<z.infer<typeof invitedReply>>(`/api/agents/${agentId}/invite`);
export const updateAgent = (agentId: string, body: z.input<typeof updateAgentBody>) =>
  api.patch<z.infer<typeof agentReply>>(`/api/agents/${agentId}`, body);

export const addTeam = (body: z.input<typeof teamBody>) => api.post<z.infer<typeof teamReply>>('/api/teams', body);
export const updateTeam = (teamId: string, body: z.input<typeof teamBody>) =>
  api.patch<z.infer<typeof teamReply>>(`/api/teams/${teamId}`, body);
export const removeTeam = (teamId: string) => api.delete<void>(`/api/teams/${teamId}`);

export const inboxesQuery = queryOptions({
  queryKey: keys.inboxes,
  queryFn: ({ signal }) => api.get<z.infer<typeof inboxList>>('/api/inboxes', undefined, signal),
  select: ({ inboxes }) => inboxes,
});
export const channelsQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: ({ signal }) => api.get<z.infer<typeof channelList>>('/api/channels', undefined, signal),
  select: ({ channels }) => channels,
  staleTime: Number.POSITIVE_INFINITY,
});
export const addInbox = (body: z.input<typeof inboxBody>) => api.post<z.infer<typeof inboxReply>>('/api/inboxes', body);
export const updateInbox = (inboxId: string, body: z.input<typeof updateInboxBody>) =>
  api.patch<z.infer<typeof inboxReply>>(`/api/inboxes/${inboxId}`, body);
export const fetchInbox = (inboxId: string) => api.post<z.infer<typeof inboxReply>>(`/api/inboxes/${inboxId}/fetch`);
export const testInbox = (inboxId: string) => api.post<z.infer<typeof inboxTestReply>>(`/api/inboxes/${inboxId}/test`);
export const beginSignIn = (inboxId: string) =>
  api.post<z.infer<typeof signInStartReply>>(`/api/inboxes/${inboxId}/oauth/start`);

export const businessHoursQuery = queryOptions({
  queryKey: keys.businessHours,
  queryFn: ({ signal }) => api.get<z.infer<typeof businessHoursList>>('/api/business-hours', undefined, signal),
  select: ({ businessHours }) => businessHours,
});
export const addBusinessHours = (body: z.input<typeof businessHoursBody>) =>
  api.post<z.infer<typeof businessHoursReply>>('/api/business-hours', body);
export const updateBusinessHours = (id: string, body: z.input<typeof updateBusinessHoursBody>) =>
  api.patch<z.infer<typeof businessHoursReply>>(`/api/business-hours/${id}`, body);
export const removeBusinessHours = (id: string) => api.delete<void>(`/api/business-hours/${id}`);

export const slaPoliciesQuery = queryOptions({
  queryKey: keys.slaPolicies,
  queryFn: ({ signal }) => api.get<z.infer<typeof slaPolicyList>>('/api/sla-policies', undefined, signal),
  select: ({ policies }) => policies,
});
export const addPolicy = (body: z.input<typeof slaPolicyBody>) =>
  api.post<z.infer<typeof slaPolicyReply>>('/api/sla-policies', body);
export const updatePolicy = (id: string, body: z.input<typeof updateSlaPolicyBody>) =>
  api.patch<z.infer<typeof slaPolicyReply>>(`/api/sla-policies/${id}`, body);
export const removePolicy = (id: string) => api.delete<void>(`/api/sla-policies/${id}`);
export const orderPolicies = (policies: string[]) =>
  api.put<z.infer<typeof slaPolicyList>>('/api/sla-policies/order', { policies });

export const deliveriesQuery = (state: Delivery['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: [...keys.deliveries, state ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof deliveryList>>('/api/deliveries', { state, after: pageParam || undefined }, signal),
    ...byPages,
  });
export const retryDelivery = (deliveryId: string) => api.post<void>(`/api/deliveries/${deliveryId}/retry`);

export const parkedQuery = infiniteQueryOptions({
  queryKey: [...keys.parked, 'mails'],
  queryFn: ({ pageParam, signal }) =>
    api.get<z.infer<typeof parkedList>>('/api/inbound', { after: pageParam || undefined }, signal),
  ...byPages,
});
export const retryParked = (inboundId: string) => api.post<void>(`/api/inbound/${inboundId}/retry`);
export const discardParked = (inboundId: string) => api.delete<void>(`/api/inbound/${inboundId}`);

export const retryAllParked = () => api.post<z.infer<typeof retriedMail>>('/api/inbound/retry');

export const parkedEventsQuery = infiniteQueryOptions({
  queryKey: [...keys.parked, 'events'],
  queryFn: ({ pageParam, signal }) =>
    api.get<z.infer<typeof parkedEventList>>('/api/parked-events', { after: pageParam || undefined }, signal),
  ...byPages,
});
export const retryParkedEvents = () => api.post<z.infer<typeof retriedEvents>>('/api/parked-events/retry');

export const suppressionsQuery = infiniteQueryOptions({
  queryKey: keys.suppressions,
  queryFn: ({ pageParam, signal }) =>
    api.get<z.infer<typeof suppressionList>>('/api/suppressions', { after: pageParam || undefined }, signal),
  ...byPages,
});
export const liftSuppression = (address: string) =>
  api.delete<void>(`/api/suppressions/${encodeURIComponent(address)}`);

export const domainKeyQuery = (inboxId: string) =>
  queryOptions({
    queryKey: keys.domainKey(inboxId),
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof domainKeyReply>>(`/api/inboxes/${inboxId}/domain-key`, undefined, signal),
    select: ({ domainKey }) => domainKey,
  });
export const makeDomainKey = (inboxId: string) =>
  api.post<z.infer<typeof domainKeyReply>>(`/api/inboxes/${inboxId}/domain-key`);
export const removeDomainKey = (inboxId: string) => api.delete<void>(`/api/inboxes/${inboxId}/domain-key`);

export const settingsQuery = queryOptions({
  queryKey: keys.settings,
  queryFn: ({ signal }) => api.get<z.infer<typeof settingsReply>>('/api/settings', undefined, signal),
  select: ({ settings }) => settings,
});
export const updateSettings = (body: z.input<typeof updateSettingsBody>) =>
  api.patch<z.infer<typeof settingsReply>>('/api/settings', body);

export const auditQuery = infiniteQueryOptions({
  queryKey: keys.audit,
  queryFn: ({ pageParam, signal }) =>
    api.get<z.infer<typeof auditList>>('/api/audit', { after: pageParam || undefined }, signal),
  ...byPages,
});

export const suspicionsQuery = infiniteQueryOptions({
  queryKey: keys.suspicions,
  queryFn: ({ pageParam, signal }) =>
    api.get<z.infer<typeof suspicionList>>('/api/security/suspicions', { after: pageParam || undefined }, signal),
  ...byPages,
});
export const lockDown = (body: z.input<typeof lockdownBody>) =>
  api.post<z.infer<typeof lockdownReply>>('/api/security/lockdown', body);
