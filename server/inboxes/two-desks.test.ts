import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { openDoors } from './doors.ts';
import { letter } from './mail.fixture.ts';

const addresses = { north: 'help@north.example', south: 'help@south.example' };
let north: Desk;
let south: Desk;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const [northPort, southPort] = [await freePort(), await freePort()];
  north = await open({ address: addresses.north, mailPort: northPort, sendsTo: southPort });
  south = await open({ address: addresses.south, mailPort: southPort, sendsTo: northPort });
});
afterAll(() => Promise.all(closing.map((close) => close())));

/** A desk that confirms, hears at its own port, and whose mail server is the other desk. */
async function open(of: { address: string; mailPort: number; sendsTo: number }): Promise<Desk> {
  const smtpUrl = `smtp://127.0.0.1:${of.sendsTo}`;
  const desk = await startDesk({ config: { mailPort: of.mailPort, supportAddress: of.address, smtpUrl } });
  const changes = { addresses: [of.address], confirmation: { isOn: true, texts: {} } };
  const answer = await desk.as('adao').patch(`/api/inboxes/${desk.world.inbox.uuid}`, changes);
  expect(answer.status).toBe(200);
  const doors = await openDoors(desk.p);
  closing.push(() => doors.close().then(() => desk.close()));
  return desk;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

const messages = (desk: Desk) =>
  desk.db.selectFrom('messages').select(['direction', 'is_automatic']).orderBy('id').execute();

test('T13: two desks that confirm each other fall silent within three messages', async () => {
  // Somebody writes to the one in the other's name, as a forger or a forwarding rule would.
  const bytes = await letter({ from: addresses.south, to: addresses.north, subject: 'Hello', text: 'Who are you?' });
  const rfc822 = { headers: { 'content-type': 'message/rfc822' } };
  expect((await north.as('adao', 'token').post('/api/inbound/email', bytes, rfc822)).status).toBe(202);
  for (let round = 0; round < 6; round++) {
    await north.settle();
    await south.settle();
  }
  expect(await messages(north)).toEqual([
    { direction: 'in', is_automatic: false },
    { direction: 'out', is_automatic: true },
  ]);
  expect(await messages(south)).toEqual([{ direction: 'in', is_automatic: true }]);

  const { tickets } = (await south.as('olivia').get('/api/tickets')).body;
  const { history } = (await south.as('olivia').get(`/api/tickets/${tickets[0].number}/history`)).body;
  expect(history[0]).toMatchObject({ type: 'message.withheld', reason: { code: 'automatic_to_machine' } });
});
