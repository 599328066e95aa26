import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, AccountItems } from '../../contract/account.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { newId } from '../platform/ids.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const asked = (day: string | null) => (day === null ? '' : `?day=${day}`);
const accountOf = async (day: string | null, agent: AgentName = 'olivia'): Promise<Account> => {
  const answer = await desk.as(agent).get(`/api/account${asked(day)}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const counts = ({ lines }: Account) =>
  Object.fromEntries(lines.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]));
const itemsOf = async (day: string | null, kind: string, agent: AgentName = 'olivia'): Promise<AccountItems> =>
  (await desk.as(agent).get(`/api/account/items${day === null ? '?' : `?day=${day}&`}kind=${kind}`)).body.items;
const today = () => desk.clock.now().toISOString().slice(0, 10);
const mail = async (subject: string, more = '') => {
  const raw = `From: Carla <carla@padariacentral.example>\r\nTo: support@atende.example\r\nSubject: ${subject}\r\n${more}\r\nHello.\r\n`;
  const headers = { 'content-type': 'message/rfc822' };
  await desk.as('adao', 'token').post('/api/inbound/email', Buffer.from(raw), { headers });
  await desk.settle();
  const { tickets } = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body;
  return tickets[0].number as number;
};
const change = async (number: number, changes: object) => {
  const { version } = (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
  expect((await desk.as('olivia').patch(`/api/tickets/${number}`, { version, ...changes })).status).toBe(200);
};

describe('the account of a day', () => {
  test('puts everything that came in exactly once where it is, and names it', async () => {
    const [unassigned, waiting, asleep, answered, solved] = [
      await mail('Nobody has it'),
      await mail('Ana has it'),
      await mail('It sleeps'),
      await mail('It was answered'),
      await mail('It was solved'),
    ];
    await mail('Away', 'Auto-Submitted: auto-replied\r\n');
    for (const number of [waiting, asleep, solved]) await change(number, { assignee: 'ana@atende.example' });
    await desk.as('olivia').put(`/api/tickets/${asleep}/snooze`, { preset: 'next_week' });
    await desk.as('ana', 'token').post(`/api/tickets/${answered}/messages`, { kind: 'reply', text: 'Yes.' });
    await change(solved, { status: 'solved' });
    await desk.db
      .insertInto('inbound')
      .values(
        (['parked', 'discarded'] as const).map((state) => ({
          uuid: newId(),
          inbox_id: desk.world.inbox.id,
          key: state,
          envelope: JSON.stringify({ from: 'x@customer.example', subject: state }),
          file_hash: 'none',
          size: 1,
          state,
          received_at: desk.clock.now(),
        })),
      )
      .execute();
    const bounce = readFileSync('server/channels/email/reading/fixtures/bounce-rfc3464.eml');
    const headers = { 'content-type': 'message/rfc822' };
    await desk.as('adao', 'token').post('/api/inbound/email?to=support@atende.example', bounce, { headers });
    await desk.settle();
    const account = await accountOf(today());
    expect(account).toMatchObject({ cameIn: 9, isEven: true });
    expect(counts(account)).toEqual({
      unassigned: 1,
      waiting: 1,
      snoozed: 1,
      answered: 1,
      solved_unanswered: 1,
      automatic: 1,
      bounced: 1,
      parked: 1,
      discarded: 1,
    });
    expect(await itemsOf(today(), 'unassigned')).toMatchObject([{ ticket: { number: unassigned }, mail: null }]);
    expect(await itemsOf(today(), 'parked')).toMatchObject([{ ticket: null, mail: { from: 'x@customer.example' } }]);
    expect((await accountOf('2020-01-01')).cameIn).toBe(0);
  });

  test('shows an agent what they may see, and mail in no ticket to those who look after mail', async () => {
    await change(await mail('For billing'), { team: 'billing' });
    const ana = await accountOf(today(), 'ana');
    expect(ana.isEven).toBe(true);
    expect(counts(ana)).not.toHaveProperty('parked');
    expect(ana.cameIn).toBe((await accountOf(today())).cameIn - 4);
    expect(await itemsOf(today(), 'parked', 'ana')).toEqual([]);
    for (const agent of ['lia', 'caio', 'bruno', 'adao'] as const) {
      expect((await accountOf(today(), agent)).isEven).toBe(true);
      expect((await accountOf(null, agent)).isEven).toBe(true);
    }
  });

  test('of now lists work, the longest waiting first', async () => {
    const account = await accountOf(null);
    expect(account).toMatchObject({ day: null, isEven: true });
    const items = await itemsOf(null, 'unassigned');
    expect(items.map(({ since }) => since)).toEqual(items.map(({ since }) => since).toSorted());
    expect(items[0]?.ticket?.subject).toBe('Nobody has it');
  });

  test('adds up on random days, for everybody, through merges and undoings', async () => {
    let seed = 20261130;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const numbers: number[] = [];
    for (let step = 0; step < 24; step++) {
      const one = numbers[random(numbers.length)];
      const other = numbers[random(numbers.length)];
      const what = random(6);
      if (what <= 1 || one === undefined || other === undefined) numbers.push(await mail(`Random ${step}`));
      else if (what === 2) await desk.as('olivia').post(`/api/tickets/${other}/merges`, { numbers: [one] });
      else if (what === 3) await desk.as('olivia').delete(`/api/tickets/${one}/merge`);
      else if (what === 4) {
        await desk.as('olivia', 'token').post(`/api/tickets/${one}/messages`, { kind: 'reply', text: 'Yes.' });
      } else {
        const body = { subject: 'By us', requester: { email: 'mary@northwind.example' }, message: { text: 'Called.' } };
        numbers.push((await desk.as('olivia').post('/api/tickets', body)).body.number);
      }
      if (step % 8 === 7) desk.clock.advance(86_400);
    }
    for (let back = 0; back < 4; back++) {
      const day = new Date(desk.clock.now().getTime() - back * 86_400_000).toISOString().slice(0, 10);
      for (const agent of ['olivia', 'ana', 'bruno', 'lia'] as const) {
        expect([day, agent, (await accountOf(day, agent)).isEven]).toEqual([day, agent, true]);
      }
    }
  });
});
