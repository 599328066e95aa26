import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import type { InboundMessage, Verdict } from '../channels/channel.ts';
import { keeper } from './commands/keep.ts';
import { prepare } from './commands/prepare.ts';
import { receive } from './commands/receive.ts';
import { letter } from './mail.fixture.ts';
import { claimInbound } from './store/inbound.ts';

let desk: Desk;
let number: number;
let notification: { to: string; messageId: string; text: string };
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  number = await openFor('ana');
  notification = await notificationTo('ana');
});

const verified: Verdict = { status: 'verified', by: ['dmarc'], notes: [] };
const unverified: Verdict = { status: 'unverified', by: [], notes: ['dkim_fail'] };
const address = (name: AgentName) => desk.world.agents[name].email;

async function openFor(name: AgentName): Promise<number> {
  const bytes = await letter({
    from: 'Carla <carla@padariacentral.example>',
    subject: 'Forno',
    text: `Parou ${Math.random()}`,
  });
  const rfc822 = { headers: { 'content-type': 'message/rfc822' } };
  await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822);
  await desk.settle();
  const [ticket] = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body.tickets;
  await assign(ticket.number, name);
  return ticket.number;
}
async function assign(to: number, name: AgentName): Promise<void> {
  const { version } = (await desk.as('olivia').get(`/api/tickets/${to}`)).body.ticket;
  const answer = await desk.as('olivia').patch(`/api/tickets/${to}`, { version, assignee: address(name) });
  expect(answer.status).toBe(200);
  await desk.settle();
}
async function notificationTo(name: AgentName) {
  const row = await desk.db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', address(name))
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const mail = await PostalMime.parse((await desk.p.files.get(row.file_hash)).toString());
  return { to: mail.replyTo?.[0]?.address ?? '', messageId: mail.messageId ?? '', text: mail.text ?? '' };
}

type Answer = { from?: string; to?: string; text?: string; inReplyTo?: string; verdict?: Verdict; automatic?: boolean };

/** What a mail program makes of "reply" to the notification, filed with the verdict a real mail would have got. */
async function answer({ from, text = 'It is fixed.', verdict = verified, ...more }: Answer): Promise<string> {
  const quoted = notification.text.replace(/^/gm, '> ');
  const bytes = await letter({
    from: from ?? address('ana'),
    to: more.to ?? notification.to,
    subject: `Re: [#${number}] Forno`,
    text: `${text}\n\nOn Sat, 21 Nov 2026 at 12:00, Atende <support@atende.example> wrote:\n\n${quoted}`,
    inReplyTo: more.inReplyTo ?? notification.messageId,
    messageId: `<${Math.random()}@agents.example>`,
  });
  const inboxId = desk.world.inbox.id;
  await keeper(desk.p)({ inboxId, bytes, key: `${Math.random()}`, externalId: null, envelope: {} });
  const [row] = await claimInbound(desk.db, 1, 60_000);
  if (!row) throw new Error('Nothing was kept.');
  const read = await prepare(desk.p, row);
  if (read.parsed.kind !== 'message') throw new Error('This is no message.');
  const message: InboundMessage = {
    ...read.parsed.message,
    verdict,
    automatic: { is: more.automatic ?? false, because: null },
  };
  await receive(desk.p, { ...read, parsed: { kind: 'message', message } });
  await desk.settle();
  return row.uuid;
}
const messages = async () => (await desk.as('olivia').get(`/api/tickets/${number}/messages`)).body.messages;
const ticket = async () => (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
async function sentToCustomers(): Promise<string[]> {
  const rows = await desk.db.selectFrom('deliveries').select('file_hash').orderBy('id').execute();
  return Promise.all(rows.map(async ({ file_hash }) => (await desk.p.files.get(file_hash ?? '')).toString()));
}
async function audited(uuid: string): Promise<string[]> {
  const rows = await desk.db.selectFrom('audit_entries').select('action').where('object_id', '=', uuid).execute();
  return rows.map(({ action }) => action);
}
async function state(uuid: string): Promise<string> {
  const row = await desk.db.selectFrom('inbound').select('state').where('uuid', '=', uuid).executeTakeFirstOrThrow();
  return row.state;
}

describe('an agent who answers a notification', () => {
  test('replies to the customer, who sees the new words and nothing else', async () => {
    await answer({});
    const said = (await messages()).at(-1);
    expect(said).toMatchObject({
      kind: 'reply',
      direction: 'out',
      text: 'It is fixed.',
      author: { kind: 'agent', agent: { email: address('ana') } },
      reason: { code: 'agent_mail' },
    });
    const sent = (await sentToCustomers()).at(-1) ?? '';
    const mail = await PostalMime.parse(sent);
    expect(mail.to).toMatchObject([{ address: 'carla@padariacentral.example' }]);
    expect(mail.text?.trim()).toBe('It is fixed.');
    for (const secret of ['##-', 'gave you', 'agents.example', notification.to, '/tickets/']) {
      expect(sent).not.toContain(secret);
    }
    expect(await ticket()).toMatchObject({ statusCategory: 'open' });
  });

  test('whose mail server drops tags is known by the Message-ID', async () => {
    await answer({ to: 'support@atende.example' });
    expect((await messages()).at(-1)).toMatchObject({ kind: 'reply', direction: 'out', text: 'It is fixed.' });
  });

  test('writes a note by #note, which is sent to nobody', async () => {
    const before = (await sentToCustomers()).length;
    await answer({ text: '#note\nCall her first.' });
    expect((await messages()).at(-1)).toMatchObject({ kind: 'note', text: 'Call her first.' });
    expect(await sentToCustomers()).toHaveLength(before);
  });

  test('solves by #solve, and the customer does not read the command', async () => {
    await answer({ text: '#solve\n\nIt is fixed.' });
    expect(await ticket()).toMatchObject({ statusCategory: 'solved' });
    expect((await sentToCustomers()).at(-1)).not.toContain('#solve');
  });

  describe('who solves by mail what lacks something', () => {
    const needs = async (topic: string, form: object[], needsResolution: boolean) => {
      const made = await desk.as('adao').post('/api/topics', { name: { en: topic }, form, needsResolution });
      const { version } = await ticket();
      await desk.as('olivia').patch(`/api/tickets/${number}`, { version, topic: made.body.topic.slug });
      await desk.settle();
    };
    const lastMail = async () => (await notificationTo('ana')).text;
    const refusal = async () => {
      const { history } = (await desk.as('ana').get(`/api/tickets/${number}/history`)).body;
      return history.find(({ type }: { type: string }) => type === 'ticket.solve_refused');
    };

    test('is heard by the customer, does not solve it, and reads on the ticket and by mail what is missing', async () => {
      await needs('Orders', [{ key: 'order_number', neededTo: 'solve' }], true);
      desk.clock.advance(180);
      await answer({ text: '#solve\n\nIt is fixed.' });
      expect((await messages()).at(-1)).toMatchObject({ kind: 'reply', direction: 'out', text: 'It is fixed.' });
      expect((await sentToCustomers()).at(-1)).toContain('It is fixed.');
      expect(await ticket()).toMatchObject({ statusCategory: 'open' });
      expect((await refusal()).reason).toMatchObject({
        code: 'solve_lacks',
        values: { fields: [{ en: 'Order or invoice number' }], resolution: true },
      });
      const mail = await lastMail();
      for (const word of ['did not solve this ticket', 'Order or invoice number', 'The resolution'])
        expect(mail).toContain(word);
      const told = (await desk.as('ana').get('/api/notifications')).body.notifications[0];
      expect(told).toMatchObject({ type: 'ticket.solve_refused', ticket: { number }, reason: { code: 'solve_lacks' } });
    });

    test('and says nothing beside: what else was asked is done', async () => {
      await needs('Only explained', [], true);
      await answer({ text: '#assign me\n#close' });
      expect(await ticket()).toMatchObject({ statusCategory: 'open', assignee: { email: address('ana') } });
      expect((await refusal()).reason.values).toEqual({ fields: [], resolution: true });
    });

    test('solves it when nothing is missing any more', async () => {
      await needs('Explained', [], true);
      const record = { cause: 'Fuse', steps: 'Changed', outcome: 'Works' };
      await desk.as('ana').put(`/api/tickets/${number}/resolution`, record);
      await answer({ text: '#solve\n\nIt is fixed.' });
      expect(await ticket()).toMatchObject({ statusCategory: 'solved' });
      expect(await refusal()).toBeUndefined();
    });
  });

  test('takes the ticket by #assign me, and may say nothing at all', async () => {
    await answer({ text: '#assign me\n#pending' });
    await assign(number, 'bruno');
    const before = await messages();
    await answer({ text: '#assign me' });
    expect(await messages()).toHaveLength(before.length);
    expect(await ticket()).toMatchObject({ statusCategory: 'pending', assignee: { email: address('ana') } });
  });

  test('who is away does not reply by their out-of-office note', async () => {
    const before = (await messages()).length;
    const uuid = await answer({ automatic: true });
    expect(await messages()).toHaveLength(before);
    expect(await state(uuid)).toBe('filed');
  });

  test('quoting in a way nobody recognises keeps it inside', async () => {
    const before = (await sentToCustomers()).length;
    await answer({ text: `It is fixed, see ${notification.to}` });
    expect((await messages()).at(-1)).toMatchObject({ kind: 'note', reason: { code: 'agent_mail_quotes' } });
    expect(await sentToCustomers()).toHaveLength(before);
  });
});

describe('T16: somebody who pretends to be an agent', () => {
  const forged: [sentence: string, content: () => Answer, actions: string[], isNote: boolean][] = [
    ['in From alone, with the real token', () => ({ verdict: unverified }), ['mail.impersonation'], true],
    [
      'with the token from another verified address',
      () => ({ from: 'm@elsewhere.example' }),
      ['mail.impersonation'],
      false,
    ],
    ['with the token from another agent', () => ({ from: address('bruno') }), ['mail.impersonation'], false],
  ];
  test.each(forged)(
    '%s is never heard by the customer, and a security event says so',
    async (...[, content, actions, isNote]) => {
      const before = { messages: (await messages()).length, sent: (await sentToCustomers()).length };
      const uuid = await answer({ ...content(), text: '#solve\nSend money to me.' });
      expect(await sentToCustomers()).toHaveLength(before.sent);
      expect(await audited(uuid)).toEqual(actions);
      expect(await ticket()).not.toMatchObject({ statusCategory: 'solved' });
      const after = await messages();
      expect(after).toHaveLength(before.messages + (isNote ? 1 : 0));
      if (isNote)
        expect(after.at(-1)).toMatchObject({
          kind: 'note',
          author: { kind: 'system' },
          reason: { code: 'agent_mail_unverified' },
        });
      else expect(await state(uuid)).toBe('parked');
    },
  );

  test.each<[string, () => Answer]>([
    ['a made-up token', () => ({ to: 'support+1-2-aaaaaaaaaaaaaaaaaaaaaaaaaa@atende.example', inReplyTo: '' })],
    [
      'an address token made out of the Message-ID',
      () => ({
        to: `support+${/<n\.([0-9a-z-]+)\./.exec(notification.messageId)?.[1]}@atende.example`,
        inReplyTo: '',
      }),
    ],
  ])('with %s opens a ticket of their own', async (_sentence, content) => {
    const before = { messages: (await messages()).length, sent: (await sentToCustomers()).length };
    await answer({ ...content(), from: 'm@elsewhere.example' });
    expect(await messages()).toHaveLength(before.messages);
    expect(await sentToCustomers()).toHaveLength(before.sent);
  });
});

describe('T95: an agent', () => {
  test('who was turned off is refused, and the mail is kept aside', async () => {
    number = await openFor('rafael');
    notification = await notificationTo('rafael');
    const of = { id: desk.world.agents.rafael.id };
    await desk.db.updateTable('agents').set({ is_active: false }).where('id', '=', of.id).execute();
    const before = (await messages()).length;
    const uuid = await answer({ from: address('rafael') });
    await desk.db.updateTable('agents').set({ is_active: true }).where('id', '=', of.id).execute();
    expect(await messages()).toHaveLength(before);
    expect(await state(uuid)).toBe('parked');
    expect(await audited(uuid)).toEqual(['mail.refused']);
  });

  test('who lost access to the ticket is refused', async () => {
    number = await openFor('lia');
    notification = await notificationTo('lia');
    await assign(number, 'ana');
    const before = (await messages()).length;
    const uuid = await answer({ from: address('lia') });
    expect(await messages()).toHaveLength(before);
    expect(await audited(uuid)).toEqual(['mail.refused']);
  });
});
