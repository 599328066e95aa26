import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { mailTalk } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const { mail, newest, messages, ticket } = mailTalk(() => desk);
const carla = 'Carla Souza <carla@padariacentral.example>';
const rui = 'Rui <rui@padariacentral.example>';

async function allow(colleagues: boolean): Promise<void> {
  const url = `/api/inboxes/${desk.world.inbox.uuid}`;
  const { settings } = (await desk.as('adao').get(url)).body.inbox;
  expect((await desk.as('adao').patch(url, { settings: { ...settings, colleagues } })).status).toBe(200);
}

/** Carla's ticket, and Rui of the same organization who answers the mail she opened it with. */
async function answeredByColleague(subject: string): Promise<{ number: number; other: number }> {
  const messageId = `<${subject.replaceAll(' ', '-')}@padaria>`;
  await mail({ from: carla, subject, text: 'Our oven.', messageId });
  const number = await newest();
  await mail({ from: rui, subject: `Re: ${subject}`, text: 'It is the left one.', inReplyTo: messageId });
  return { number, other: await newest() };
}

test('a colleague of the requester’s organization joins their ticket where the inbox lets colleagues in', async () => {
  await allow(true);
  const { number, other } = await answeredByColleague('Let in');
  expect(other).toBe(number);
  expect((await messages(number)).at(-1).reason).toMatchObject({ values: { standing: 'colleague' } });
  expect((await ticket(number)).participants).toEqual([]);
});

test('and gets a ticket of their own where it does not', async () => {
  await allow(false);
  const { number, other } = await answeredByColleague('Kept out');
  expect(other).not.toBe(number);
  expect((await ticket(other)).links).toMatchObject([{ kind: 'may_belong_to', number }]);
});
