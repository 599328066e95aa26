import { describe, expect, test } from 'vitest';
import { abilitiesOf } from './channels.ts';
import type { AppError } from './errors.ts';
import { type Correspondents, newsFor, routeReply } from './messages.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const who: Correspondents = {
  requesterId: 9,
  identities: [
    { contactId: 9, kind: 'phone', value: '+5511999990000' },
    { contactId: 9, kind: 'email', value: 'carla@padaria.example' },
    { contactId: 9, kind: 'email', value: 'carla@home.example' },
    { contactId: 10, kind: 'email', value: 'socio@padaria.example' },
    { contactId: 11, kind: 'phone', value: '+5511999991111' },
  ],
  participantIds: [10, 11],
  inboxes: [
    { id: 1, channel: 'email', can: abilitiesOf('email') },
    { id: 2, channel: 'email', can: abilitiesOf('email') },
    { id: 3, channel: 'api', can: abilitiesOf('api') },
  ],
  ticketInboxId: 2,
  answerTo: null,
  lastCustomerMessageAt: now,
};
const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as AppError).code;
  }
  return 'not refused';
};

describe('a reply goes', () => {
  test("by the ticket's own inbox to the requester, with the participants it can reach in copy", () => {
    expect(routeReply(who, now)).toEqual({
      inboxId: 2,
      channel: 'email',
      undo: 1,
      recipients: { to: ['carla@padaria.example'], cc: ['socio@padaria.example'] },
    });
  });

  test('by the first inbox that can send where the ticket came in by one that cannot', () => {
    expect(routeReply({ ...who, ticketInboxId: 3 }, now).inboxId).toBe(1);
    expect(routeReply({ ...who, ticketInboxId: null }, now).inboxId).toBe(1);
  });

  test('where the newest message of the requester asked for it, and not twice to that address', () => {
    const route = routeReply({ ...who, answerTo: 'socio@padaria.example' }, now);
    expect(route.recipients).toEqual({ to: ['socio@padaria.example'], cc: [] });
  });

  test('nowhere when the requester has no address that an inbox writes to', () => {
    expect(refusal(() => routeReply({ ...who, requesterId: 11 }, now))).toBe('no_recipient');
  });

  test('without copies and without time to undo where people talk at once', () => {
    const inboxes = [{ id: 7, channel: 'chat', can: { ...abilitiesOf('chat'), sendsTo: 'phone' as const } }];
    expect(routeReply({ ...who, inboxes, ticketInboxId: 7 }, now)).toEqual({
      inboxId: 7,
      channel: 'chat',
      undo: 0,
      recipients: { to: ['+5511999990000'], cc: [] },
    });
  });

  test('only within the time a channel leaves after the customer wrote', () => {
    const can = { ...abilitiesOf('chat'), sendsTo: 'phone' as const, replyWindow: 24 * 3600 };
    const inChat = { ...who, inboxes: [{ id: 7, channel: 'chat', can }], ticketInboxId: 7 };
    const wrote = (hoursAgo: number) => ({
      ...inChat,
      lastCustomerMessageAt: new Date(now.getTime() - hoursAgo * 3_600_000),
    });
    expect(routeReply(wrote(23), now).inboxId).toBe(7);
    expect(refusal(() => routeReply(wrote(25), now))).toBe('reply_window_closed');
    expect(refusal(() => routeReply({ ...inChat, lastCustomerMessageAt: null }, now))).toBe('reply_window_closed');
  });

  test('nowhere when no inbox sends', () => {
    expect(refusal(() => routeReply({ ...who, inboxes: who.inboxes.slice(2) }, now))).toBe('no_sending_inbox');
  });
});

describe('news for a writer', () => {
  const message = (id: number, kind: string, agentId: number | null) => ({
    id,
    uuid: `m${id}`,
    author: { kind, agentId },
    text: '',
  });
  const writer = { agentId: 1, seenId: 10 };

  test('is what the customer or a colleague wrote since, the newest of it', () => {
    const messages = [message(10, 'contact', null), message(11, 'contact', null), message(12, 'agent', 2)];
    expect(newsFor(writer, messages)?.uuid).toBe('m12');
  });

  test('is not what they wrote themselves', () => {
    expect(newsFor(writer, [message(10, 'contact', null), message(11, 'agent', 1)])).toBeNull();
  });

  test('is not what the desk sent by itself, which may be the confirmation of what they are answering', () => {
    const byItself = [message(11, 'rule', null), message(12, 'system', null)];
    expect(newsFor(writer, [message(10, 'contact', null), ...byItself])).toBeNull();
    expect(newsFor(writer, [message(11, 'contact', null), message(12, 'rule', null)])?.uuid).toBe('m11');
  });

  test('is everything to somebody who has seen nothing', () => {
    expect(newsFor({ agentId: 1, seenId: 0 }, [message(10, 'contact', null)])?.uuid).toBe('m10');
  });
});
