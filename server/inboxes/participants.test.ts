import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { answerTo, mailTalk, trustServer, vouched } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await trustServer(desk);
});
afterAll(() => desk.close());

const { mail, newest, ticket, messages, reply } = mailTalk(() => desk);
const carla = 'Carla Souza <carla@padariacentral.example>';
const joao = 'João Pereira <joao@correio.example>';
const change = (number: number, body: object, agent: 'ana' | 'lia' | 'caio' = 'ana') =>
  desk.as(agent).patch(`/api/tickets/${number}/participants`, body);
const emails = (people: { email?: string; address?: string }[] = []) =>
  people.map(({ email, address }) => email ?? address).sort();

describe('those a mail is copied to (T17)', () => {
  test('are seen on the ticket and get the answer, when somebody vouches for the sender', async () => {
    await mail(vouched({ from: carla, cc: joao, subject: 'Two of us', text: 'Both want to know.' }));
    const number = await newest();
    expect((await ticket(number)).participants).toMatchObject([
      { email: 'joao@correio.example', isNewOutsider: false },
    ]);
    expect(emails((await reply(number, 'Both get it.')).cc)).toEqual(['joao@correio.example']);
  });

  test('are nobody in the ticket when nobody vouches for the sender, and change neither requester nor history', async () => {
    await mail(vouched({ from: carla, subject: 'Mine alone', text: 'Confidential figures.' }));
    const number = await newest();
    const sent = await reply(number, 'Yes?');
    await mail({ ...answerTo(sent, carla, 'Copy my friend.'), cc: joao });
    expect(await ticket(number)).toMatchObject({
      participants: [],
      requester: { email: 'carla@padariacentral.example' },
    });
    expect((await messages(number)).at(-1)).toMatchObject({
      cc: ['joao@correio.example'],
      verdict: { status: 'unverified' },
    });
    const answer = await reply(number, 'Only you get this.');
    expect(answer.cc ?? []).toEqual([]);
    expect(answer.raw).not.toContain('Confidential figures');
  });

  test('who join after our reply and are of no company of the requester are pointed out until an agent says they may stay', async () => {
    await mail(vouched({ from: carla, subject: 'Somebody joins', text: 'Hello.' }));
    const number = await newest();
    const sent = await reply(number, 'Hello.');
    const colleague = 'Rui <rui@padariacentral.example>';
    desk.clock.advance(60);
    await mail(vouched({ ...answerTo(sent, carla, 'Copied.'), cc: `${joao}, ${colleague}` }));
    const { participants } = await ticket(number);
    const outsiders = participants.filter((one: { isNewOutsider: boolean }) => one.isNewOutsider);
    expect(emails(participants)).toEqual(['joao@correio.example', 'rui@padariacentral.example']);
    expect(emails(outsiders)).toEqual(['joao@correio.example']);

    const kept = await change(number, { add: [{ email: 'joao@correio.example' }] });
    expect(kept.body.ticket.participants).toHaveLength(2);
    expect(kept.body.ticket.participants.every((one: { isNewOutsider: boolean }) => !one.isNewOutsider)).toBe(true);
  });
});

describe('an agent', () => {
  test('says before sending who gets a copy, and the history tells', async () => {
    await mail(vouched({ from: carla, cc: joao, subject: 'Edited copies', text: 'Hello.' }));
    const number = await newest();
    const [first] = (await ticket(number)).participants;
    const changed = await change(number, {
      add: [{ email: 'Mary@northwind.example', name: 'Mary' }],
      remove: [first.id],
    });
    expect(emails(changed.body.ticket.participants)).toEqual(['mary@northwind.example']);
    expect(emails((await reply(number, 'To you and Mary.')).cc)).toEqual(['mary@northwind.example']);
    const { history } = (await desk.as('ana').get(`/api/tickets/${number}/history`)).body;
    const told = history.find(({ type }: { type: string }) => type === 'ticket.participants_changed');
    expect(told).toMatchObject({
      actor: { name: 'Ana Lima' },
      details: { added: { contact: [{ name: 'Mary Kline' }] }, removed: { contact: [{ name: 'João Pereira' }] } },
    });
    await mail({ from: joao, subject: `Let me in [#${number}]`, text: 'I was here.' });
    expect(await newest()).not.toBe(number);
  });

  test('cannot make the desk a participant, nor anybody of a ticket that is closed or not theirs to see', async () => {
    await mail({ from: carla, subject: 'No loops', text: 'Hello.' });
    const number = await newest();
    for (const email of ['support@atende.example', 'Support+tag@atende.example']) {
      expect(await change(number, { add: [{ email }] })).toMatchObject({
        status: 400,
        body: { error: { code: 'own_address' } },
      });
    }
    expect((await change(number, { add: [{ email: 'a@b.example\r\nBcc: x@y.example' }] })).status).toBe(400);
    expect((await change(number, {})).status).toBe(400);
    const joaos = { add: [{ email: 'joao@correio.example' }] };
    expect((await change(number, joaos, 'lia')).status).toBe(404);
    expect((await change(number, joaos, 'caio')).status).toBe(403);
    await reply(number, 'Done.', { status: 'closed' });
    expect(await change(number, joaos)).toMatchObject({ status: 409, body: { error: { code: 'ticket_closed' } } });
  });
});
