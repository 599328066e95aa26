import type { RouteOptions } from 'fastify';
import { newId } from '../server/platform/ids.ts';
import type { Objects } from './access-objects.ts';

/** How a path parameter is filled. `hangsOn: ticket`: whoever does not see the ticket gets the 404 of one that does not exist. */
export type Parameter = {
  of(objects: Objects): string;
  missing(): string;
  /** `word`: it names no object. */
  hangsOn: 'ticket' | 'contact' | 'owner' | 'nothing' | 'word';
};

const id = (key: keyof Objects, hangsOn: Parameter['hangsOn']): Parameter => ({
  of: (objects) => String(objects[key]),
  missing: newId,
  hangsOn,
});

/** Every path parameter there is. A route that uses another name fails the matrix: it must say here what it is. */
export const parameters: Record<string, Parameter> = {
  number: { of: (objects) => String(objects.number), missing: () => '999999', hangsOn: 'ticket' },
  messageId: id('messageId', 'ticket'),
  attachmentId: id('attachmentId', 'ticket'),
  uploadId: id('uploadId', 'owner'),
  deliveryId: id('deliveryId', 'ticket'),
  contactId: id('contactId', 'contact'),
  mergedContactId: id('mergedContactId', 'nothing'),
  sessionId: id('sessionId', 'owner'),
  apiTokenId: id('apiTokenId', 'owner'),
  notificationId: id('notificationId', 'owner'),
  agentId: id('agentId', 'nothing'),
  teamId: id('teamId', 'nothing'),
  skillId: id('skillId', 'nothing'),
  organizationId: id('organizationId', 'nothing'),
  inboxId: id('inboxId', 'nothing'),
  inboundId: id('inboundId', 'nothing'),
  businessHoursId: id('businessHoursId', 'nothing'),
  slaPolicyId: id('slaPolicyId', 'nothing'),
  triggerId: id('triggerId', 'nothing'),
  automationId: id('automationId', 'nothing'),
  macroId: id('macroId', 'owner'),
  viewId: id('viewId', 'owner'),
  bulkRunId: id('bulkRunId', 'owner'),
  contactImportId: id('contactImportId', 'nothing'),
  draftKind: { of: () => 'reply', missing: () => 'note', hangsOn: 'word' },
  webhookId: id('webhookId', 'nothing'),
  webhookDeliveryId: id('webhookDeliveryId', 'nothing'),
  fieldId: id('fieldId', 'nothing'),
  topicId: id('topicId', 'nothing'),
  questionId: id('questionId', 'ticket'),
  suggestionId: id('suggestionId', 'ticket'),
  extractionRuleId: id('extractionRuleId', 'nothing'),
  suggestionRuleId: id('suggestionRuleId', 'nothing'),
  address: {
    of: ({ marker }) => `${marker}@gone.example`,
    missing: () => 'nobody@gone.example',
    hangsOn: 'nothing',
  },
};

type Body = (objects: Objects) => unknown;
let fresh = 0;
const unused = () => `fresh${++fresh}`;
const aNote = [{ action: 'add_note', params: { text: 'x' } }];

/** A body that each writing route takes. A new route with a body fails the matrix until it has one here. */
export const bodies: Record<string, Body> = {
  'POST /api/setup': () => null,
  'POST /api/session': () => null,
  'POST /api/invites/look': () => null,
  'POST /api/invites/accept': () => null,
  'POST /api/password-resets': () => null,
  'PUT /api/password-resets': () => null,
  'PATCH /api/me': () => ({ theme: 'dark' }),
  'PUT /api/me/password': () => ({ current: 'what it was', password: 'quatro cavalos azuis' }),
  'POST /api/me/tokens': () => ({ name: unused() }),
  'PATCH /api/me/notifications': () => ({ choices: { assigned: { inApp: true, byMail: false } } }),
  'PATCH /api/settings': () => ({ company: unused() }),
  'POST /api/agents': ({ teamId }) => ({
    name: 'New',
    email: `${unused()}@atende.example`,
    role: 'agent',
    teams: [teamId],
  }),
  'PATCH /api/agents/:agentId': () => ({ name: unused(), role: 'limited' }),
  'POST /api/teams': ({ agentId }) => ({ name: unused(), members: [agentId] }),
  'PATCH /api/teams/:teamId': ({ agentId }) => ({ name: unused(), members: [agentId] }),
  'POST /api/contacts': ({ organizationId }) => ({
    name: 'New',
    identities: [{ kind: 'email', value: `${unused()}@customer.example` }],
    organization: organizationId,
  }),
  'PATCH /api/contacts/:contactId': () => ({ name: unused() }),
  'POST /api/contacts/:contactId/merges': ({ otherContactId }) => ({ other: otherContactId }),
  'PUT /api/contact-imports/:contactImportId/columns': () => ({ columns: ['email'], hasHeadings: false }),
  'POST /api/organizations': () => ({ name: unused() }),
  'PATCH /api/organizations/:organizationId': () => ({ name: unused() }),
  'POST /api/inboxes': ({ teamId }) => ({ name: unused(), channel: 'email', team: teamId }),
  'PATCH /api/inboxes/:inboxId': () => ({ name: unused() }),
  'POST /api/tickets': ({ agentId }) => ({
    subject: 'New',
    requester: { email: `${unused()}@customer.example` },
    message: { text: 'Hello' },
    assignee: agentId,
  }),
  'PATCH /api/tickets/:number': ({ agentId }) => ({ version: 1, priority: 'high', assignee: agentId }),
  'PATCH /api/tickets/:number/participants': () => ({ add: [{ email: `${unused()}@customer.example` }] }),
  'PUT /api/tickets/:number/belonging': ({ otherNumber }) => ({ number: otherNumber, belongs: true }),
  'POST /api/tickets/:number/escalations': ({ teamId }) => ({ reason: 'Too hard', tried: 'Everything', team: teamId }),
  'POST /api/tickets/:number/de-escalations': () => ({ reason: 'Done here' }),
  'POST /api/tickets/:number/splits': ({ messageId }) => ({ message: messageId, takes: 'message' }),
  'PUT /api/tickets/:number/problem': ({ otherNumber }) => ({ number: otherNumber }),
  'POST /api/tickets/:number/merges': ({ otherNumber }) => ({ numbers: [otherNumber] }),
  'POST /api/bulk-runs': ({ number }) => ({
    tickets: { numbers: [number] },
    actions: [{ action: 'set_priority', params: { priority: 'high' } }],
  }),
  'PUT /api/tickets/:number/onlooking': () => ({ doing: 'typing' }),
  'PUT /api/tickets/:number/drafts/:draftKind': () => ({ text: unused(), mentions: [] }),
  'PATCH /api/tickets/:number/uploads/:uploadId': () => ({ box: 'note' }),
  'PUT /api/tickets/:number/snooze': () => ({ preset: 'tomorrow' }),
  'POST /api/template-previews': ({ number }) => ({ ticket: number, texts: { en: 'Hi' } }),
  'POST /api/webhooks': () => ({ name: unused(), url: 'https://elsewhere.example/hook' }),
  'PATCH /api/webhooks/:webhookId': () => ({ name: unused(), newSecret: true }),
  'POST /api/views': () => ({ name: { en: unused() }, condition: { all: [] } }),
  'PATCH /api/views/:viewId': () => ({ name: { en: unused() } }),
  'PATCH /api/views/:viewId/look': () => ({ layout: 'table' }),
  'PUT /api/views/order': ({ viewId }) => ({ views: [viewId] }),
  'POST /api/tickets/matching': () => ({ condition: { field: 'priority', op: 'is', value: 'high' } }),
  'POST /api/sla-policies': () => ({ name: unused(), targets: {} }),
  'PATCH /api/sla-policies/:slaPolicyId': () => ({ name: unused() }),
  'POST /api/triggers': () => ({ name: unused(), listensTo: ['ticket.opened'], actions: aNote }),
  'PATCH /api/triggers/:triggerId': () => ({ name: unused() }),
  'POST /api/triggers/preview': ({ number }) => ({ number, listensTo: ['ticket.opened'], condition: { all: [] } }),
  'POST /api/automations/preview': ({ number }) => ({ number, condition: { all: [] } }),
  'PUT /api/triggers/order': ({ triggerId }) => ({ rules: [triggerId] }),
  'POST /api/automations': () => ({ name: unused(), isEnabled: false, actions: aNote }),
  'PATCH /api/automations/:automationId': () => ({ name: unused() }),
  'PUT /api/automations/order': ({ automationId }) => ({ rules: [automationId] }),
  'POST /api/macros': () => ({ name: unused(), texts: { en: 'Hi' } }),
  'PATCH /api/macros/:macroId': () => ({ name: unused() }),
  'PUT /api/macros/order': ({ sharedMacroId }) => ({ macros: [sharedMacroId] }),
  'PUT /api/macros/own/order': ({ macroId }) => ({ macros: [macroId] }),
  'POST /api/sla-moves': ({ slaPolicyId }) => ({ change: 'policy_removed', id: slaPolicyId }),
  'POST /api/holiday-days': () => ({ kind: 'country', country: 'BR', region: null }),
  'PUT /api/sla-policies/order': ({ slaPolicyId }) => ({ policies: [slaPolicyId] }),
  'POST /api/business-hours': ({ teamId, inboxId }) => ({
    name: unused(),
    week: [[], [], [], [], [], [], []],
    teams: [teamId],
    inboxes: [inboxId],
  }),
  'PATCH /api/business-hours/:businessHoursId': () => ({ name: unused() }),
  'POST /api/fields': () => ({ type: 'text', label: { en: unused() } }),
  'PATCH /api/fields/:fieldId': () => ({ label: { en: unused() } }),
  'PUT /api/tickets/:number/resolution': () => ({ cause: unused() }),
  'PUT /api/tickets/:number/suggestions/:suggestionId': () => ({ isAccepted: false }),
  'POST /api/extraction-rules': () => ({ name: { en: unused() }, field: 'tax_id', kind: 'tax_id' }),
  'POST /api/extraction-rules/try': () => ({ kind: 'tax_id', text: 'x' }),
  'PATCH /api/extraction-rules/:extractionRuleId': () => ({ isEnabled: false }),
  'POST /api/suggestion-rules': () => ({ field: 'priority', value: 'high', words: [unused()] }),
  'PATCH /api/suggestion-rules/:suggestionRuleId': () => ({ words: [unused()] }),
  'PUT /api/fields/order': ({ fieldId }) => ({ fields: [fieldId] }),
  'POST /api/topics': ({ teamId, topicId }) => ({ name: { en: unused() }, team: teamId, parentId: topicId }),
  'PATCH /api/topics/:topicId': () => ({ name: { en: unused() } }),
  'PUT /api/topics/order': ({ topicId }) => ({ topics: [topicId] }),
  'PUT /api/teams/:teamId/assignment': () => ({
    method: 'manual',
    prefersPreviousAgent: true,
    absentMinutes: null,
    silentMinutes: null,
    returnsAnswered: false,
  }),
  'PUT /api/channel-weights': () => ({ weights: { email: 0.3 } }),
  'PATCH /api/agents/:agentId/limits': ({ skillId }) => ({ cap: 5, skills: { [skillId]: 3 } }),
  'POST /api/skills': () => ({ name: { en: unused() } }),
  'PATCH /api/skills/:skillId': () => ({ name: { en: unused() } }),
  'PUT /api/availability': () => ({ isAway: false }),
  'POST /api/security/lockdown': () => ({ tokens: false }),
  'POST /api/tickets/:number/messages': ({ messageId }) => ({ kind: 'note', text: 'Hello', seen: messageId }),
};

export type Query = Partial<Record<string, string>>;

/** Questions that name somebody else's things in the query. */
export const queries: Record<string, (objects: Objects) => readonly Query[]> = {
  'GET /api/tickets': ({ contactId, organizationId, agentId, teamId, viewId }) => [
    { requester: contactId },
    { organization: organizationId },
    { team: teamId },
    { assignee: agentId },
    { view: 'all' },
    { view: viewId },
  ],
  'GET /api/search': ({ marker }) => [{ q: marker }],
  'GET /api/deliveries': ({ number }) => [{ ticket: String(number) }, { state: 'failed' }],
  'GET /api/contacts': ({ marker, organizationId }) => [{ q: marker }, { organization: organizationId }],
  'GET /api/organizations': ({ marker }) => [{ q: marker }],
};

/** What must be asked for the route to answer at all. */
export const neededQuery: Record<string, (objects: Objects) => Query> = {
  'GET /api/contacts/:contactId/merges': ({ otherContactId }) => ({ other: otherContactId }),
  'GET /api/search': ({ marker }) => ({ q: marker }),
  'POST /api/tickets/:number/uploads': () => ({ name: 'x.txt' }),
  'GET /api/messages/:messageId/images': () => ({ nth: '0' }),
};

export const nameOf = (route: RouteOptions): string => `${route.method} ${route.url}`;

export function parametersOf(route: RouteOptions): string[] {
  return [...route.url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

/** The route's address with every parameter filled by `value`. */
export function addressOf(route: RouteOptions, value: (name: string) => string): string {
  return route.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(value(name)));
}
