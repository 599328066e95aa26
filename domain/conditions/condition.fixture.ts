import type { TicketFacts } from './facts.ts';

export const now = new Date('2026-11-20T12:00:00.000Z');
export const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
export const ana = '01930000-0000-7000-8000-00000000000a';
export const support = '01930000-0000-7000-8000-00000000000b';

/** A ticket of Carla's that waits for Ana. */
export const ticket: TicketFacts = {
  number: 12,
  subject: 'Não consigo emitir a nota fiscal',
  status: { id: 2, key: 'open' },
  statusCategory: 'open',
  priority: 'high',
  topic: null,
  team: { id: 3, key: support },
  assignee: { id: 7, key: ana },
  requester: {
    id: 1,
    key: ana,
    name: 'Carla Souza',
    emails: ['carla@padaria.example'],
    phones: [],
    language: 'pt-BR',
    customFields: {},
  },
  organization: {
    id: 1,
    key: ana,
    name: 'Padaria Central',
    domains: ['padaria.example'],
    isVip: true,
    customFields: {},
  },
  inbox: null,
  channel: 'email',
  language: 'pt-BR',
  tags: ['vip', 'boleto'],
  customFields: {},
  resolution: null,
  isMerged: false,
  isSlaBroken: false,
  impact: 1,
  urgency: 2,
  tier: 1,
  assignedAt: null,
  lastMessageAt: hoursAgo(2),
  snoozedUntil: null,
  awaitsReply: true,
  reopenedCount: 1,
  messageCount: 3,
  createdAt: hoursAgo(30),
  updatedAt: hoursAgo(2),
  statusChangedAt: hoursAgo(2),
  firstRepliedAt: null,
  lastCustomerMessageAt: hoursAgo(2),
  lastReplyAt: null,
  nextDueAt: null,
  solvedAt: null,
  closedAt: null,
};
