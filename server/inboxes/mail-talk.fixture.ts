import PostalMime, { type Email } from 'postal-mime';
import { expect } from 'vitest';
import type { Desk } from '../../test/server.ts';
import { settle } from '../worker.ts';
import { type Letter, letter } from './mail.fixture.ts';

export type SentMail = Email & { raw: string };
const rfc822 = { headers: { 'content-type': 'message/rfc822' } };

/** Talking with a desk by mail, as people and their programs do: in by the HTTP door, out by the outbox. */
export function mailTalk(desk: () => Desk) {
  /** Hands a mail in and lets the desk finish everything that follows. */
  async function mail(content: Letter, to?: string): Promise<{ id: string; isNew: boolean }> {
    return deliver(await letter(content), to);
  }

  /** `to` is the recipient its server names; else the header says. */
  async function deliver(bytes: Buffer, to?: string): Promise<{ id: string; isNew: boolean }> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    const answer = await desk().as('adao', 'token').post(`/api/inbound/email${query}`, bytes, rfc822);
    expect(answer.status).toBe(202);
    await settle(desk().p);
    return answer.body;
  }

  async function newest(): Promise<number> {
    const { tickets } = (await desk().as('olivia').get('/api/tickets?sort=created&limit=1')).body;
    return tickets[0].number;
  }
  const ticket = async (number: number) => (await desk().as('olivia').get(`/api/tickets/${number}`)).body.ticket;
  const messages = async (number: number) =>
    (await desk().as('olivia').get(`/api/tickets/${number}/messages`)).body.messages;

  /** Ana answers by API token (no undo window); what left is read from the outbox as a mail program would. */
  async function reply(number: number, text: string, more: object = {}): Promise<SentMail> {
    const body = { kind: 'reply', text, ...more };
    const answer = await desk().as('ana', 'token').post(`/api/tickets/${number}/messages`, body);
    expect(answer.status, answer.text).toBe(201);
    await settle(desk().p);
    return lastSent(number);
  }

  async function lastSent(number: number): Promise<SentMail> {
    const { deliveries } = (await desk().as('ana').get(`/api/deliveries?ticket=${number}`)).body;
    expect(deliveries[0]).toMatchObject({ state: 'sent', ticketNumber: number });
    const raw = (await desk().as('ana').get(`/api/deliveries/${deliveries[0].id}/raw`)).text;
    return { ...(await PostalMime.parse(raw)), raw };
  }

  return { mail, deliver, newest, ticket, messages, reply, lastSent };
}

/** What a mail program makes of "reply": the address, the subject and the thread of the mail it answers. */
export function answerTo(sent: Email, from: string, text: string): Letter {
  const address = sent.replyTo?.[0]?.address ?? sent.from?.address ?? '';
  const references = [sent.references, sent.messageId].filter(Boolean).join(' ');
  return { from, to: address, subject: `Re: ${sent.subject}`, text, inReplyTo: sent.messageId ?? '', references };
}

/** The inbox believes this server; `vouched` is what it writes on mail whose sender it checked. */
export async function trustServer(desk: Desk): Promise<void> {
  const url = `/api/inboxes/${desk.world.inbox.uuid}`;
  const { settings } = (await desk.as('adao').get(url)).body.inbox;
  const changed = await desk.as('adao').patch(url, { settings: { ...settings, trustedServers: 'mx.atende.example' } });
  expect(changed.status, changed.text).toBe(200);
}

export function vouched(content: Letter): Letter {
  const domain = /@([^>\s]+)/.exec(content.from)?.[1] ?? '';
  const field = `mx.atende.example; dmarc=pass header.from=${domain}`;
  return { ...content, headers: { ...content.headers, 'Authentication-Results': field } };
}
