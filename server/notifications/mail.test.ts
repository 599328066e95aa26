import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function open(more: object = {}): Promise<number> {
  const answer = await desk.as('olivia').post('/api/tickets', {
    subject: 'Forno quebrado',
    requester: { email: desk.world.contacts.carla.email },
    message: { text: 'O forno parou.' },
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body.ticket.number;
}
const assignTo = (name: AgentName) => ({ assignee: desk.world.agents[name].email });
async function note(number: number, text: string, mentioned: AgentName): Promise<void> {
  const body = { kind: 'note', text, mentions: [desk.world.agents[mentioned].uuid] };
  expect((await desk.as('olivia').post(`/api/tickets/${number}/messages`, body)).status).toBe(201);
}
/** Mail to this agent about this ticket, oldest first, as their program reads it. */
async function mailTo(name: AgentName, number: number): Promise<(Email & { raw: string })[]> {
  await desk.settle();
  const rows = await desk.db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', desk.world.agents[name].email)
    .where('subject', 'like', `[#${number}]%`)
    .orderBy('id')
    .execute();
  return Promise.all(
    rows.map(async (row) => {
      const raw = (await desk.p.files.get(row.file_hash)).toString();
      return { ...(await PostalMime.parse(raw)), raw };
    }),
  );
}
const choose = (name: AgentName, choices: object) => desk.as(name).patch('/api/me/notifications', { choices });

test('who is given a ticket hears of it by mail, in their language, from the desk, with a signed address to answer to', async () => {
  await desk.as('ana').patch('/api/me', { locale: 'pt-BR' });
  const number = await open(assignTo('ana'));
  const [mail, ...more] = await mailTo('ana', number);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    subject: `[#${number}] Forno quebrado`,
    from: { address: 'support@atende.example' },
    text: expect.stringContaining('Olívia Prado atribuiu este ticket a você.'),
  });
  expect(mail?.replyTo?.[0]?.address).toMatch(/^support\+[0-9a-z]+-[0-9a-z]+-[a-z2-7]{26}@atende\.example$/);
  expect(mail?.raw).toMatch(/^auto-submitted: auto-/im);
  expect(mail?.text?.startsWith('##- Escreva sua resposta acima desta linha -##')).toBe(true);
});

test('what happens in a ticket within two minutes shares one mail', async () => {
  const number = await open(assignTo('bruno'));
  expect(await mailTo('bruno', number)).toHaveLength(1);
  for (const text of ['First news', 'Second news', 'Third news']) await note(number, text, 'bruno');
  desk.clock.advance(60);
  expect(await mailTo('bruno', number)).toHaveLength(1);
  desk.clock.advance(61);
  const [, second, ...more] = await mailTo('bruno', number);
  expect(more).toEqual([]);
  for (const text of ['First news', 'Second news', 'Third news']) expect(second?.text).toContain(text);
  expect(second?.references).toContain('<ticket.');
});

test('nobody is written to about a ticket they may not see when the mail goes', async () => {
  const number = await open(assignTo('lia'));
  await mailTo('lia', number);
  await note(number, 'A secret', 'lia');
  const { version } = (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
  await desk.as('olivia').patch(`/api/tickets/${number}`, { version, ...assignTo('ana') });
  desk.clock.advance(300);
  const mails = await mailTo('lia', number);
  expect(mails).toHaveLength(1);
  expect(JSON.stringify(mails)).not.toContain('A secret');
});

test('each agent chooses what comes by mail, what in the app, and what not at all', async () => {
  await choose('rafael', { assigned: { inApp: true, byMail: false }, mentioned: { inApp: false, byMail: true } });
  const number = await open(assignTo('rafael'));
  await note(number, 'Only by mail', 'rafael');
  const mails = await mailTo('rafael', number);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain('Only by mail');
  expect(mails[0]?.text).not.toContain('gave you this ticket');
  const { notifications, unread } = (await desk.as('rafael').get('/api/notifications')).body;
  expect(notifications.map((one: { type: string }) => one.type)).toEqual(['ticket.assigned']);
  expect(unread).toBe(1);

  const answer = await choose('rafael', { mentioned: { inApp: false, byMail: false } });
  expect(answer.body.choices).toEqual({
    assigned: { inApp: true, byMail: false },
    answered: { inApp: true, byMail: true },
    mentioned: { inApp: false, byMail: false },
    called: { inApp: true, byMail: true },
    undelivered: { inApp: true, byMail: true },
    woke: { inApp: true, byMail: true },
  });
  desk.clock.advance(300);
  await note(number, 'Never told', 'rafael');
  expect(await mailTo('rafael', number)).toHaveLength(1);
});

test('what was read in the app meanwhile is not mailed', async () => {
  const number = await open(assignTo('ana'));
  await mailTo('ana', number);
  await note(number, 'Read at once', 'ana');
  await mailTo('ana', number);
  expect((await desk.as('ana').post('/api/notifications/read')).status).toBe(204);
  desk.clock.advance(300);
  expect(await mailTo('ana', number)).toHaveLength(1);
});

test('T13: an agent whose address is one of our own gets no mail', async () => {
  const number = await open();
  await desk.db
    .updateTable('agents')
    .set({ email: 'support@atende.example' })
    .where('id', '=', desk.world.agents.adao.id)
    .execute();
  await note(number, 'Loop', 'adao');
  await desk.settle();
  const mails = await desk.db
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('recipient', '=', 'support@atende.example')
    .execute();
  expect(mails).toEqual([]);
});
