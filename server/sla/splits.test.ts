import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { mailTalk } from '../inboxes/mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo' });
});
afterAll(async () => desk?.close());

const { mail, newest, messages, reply } = mailTalk(() => desk);
/** The fresh desk's policy: a first reply within eight working hours, nine to six; 2026-11-09 is a Monday. */
const monday = (time: string) => new Date(`2026-11-09T${time}-03:00`);
const minute = (at: Date | string) => new Date(at).toISOString().slice(0, 16);
const at = (time: string) => minute(monday(time));
const from = 'Carla Souza <carla@padariacentral.example>';

const promises = async (number: number) => {
  const { sla } = (await desk.as('ana').get(`/api/tickets/${number}/sla`)).body;
  return sla.clocks
    .map(({ metric, state, startedAt }: Record<string, string>) => `${metric} ${state} ${minute(startedAt ?? '')}`)
    .toSorted();
};
const dueOf = async (number: number) =>
  minute((await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket.nextDueAt);

test('both tickets owe what stands in them, and undone the first owes what it always did', async () => {
  desk.clock.set(monday('09:00'));
  await mail({ from, subject: 'Forno', text: 'Parou.' });
  const number = await newest();
  desk.clock.set(monday('10:00'));
  await reply(number, 'Vamos na segunda.');
  desk.clock.set(monday('11:00'));
  await mail({ from, subject: `Re [#${number}]`, text: 'E o boleto?' });
  const before = [await promises(number), await dueOf(number)];
  expect(before[0]).toContain(`next_reply running ${at('11:00')}`);

  desk.clock.set(monday('15:00'));
  const { id } = (await messages(number)).at(-1);
  const made = (await desk.as('ana').post(`/api/tickets/${number}/splits`, { message: id, takes: 'later' })).body.ticket
    .number;
  await desk.settle();
  expect(await promises(made)).toEqual([`first_reply running ${at('11:00')}`, `resolution running ${at('11:00')}`]);
  expect(await promises(number)).toEqual([`first_reply met ${at('09:00')}`, `resolution running ${at('09:00')}`]);
  expect(await dueOf(made)).toBe('2026-11-10T13:00'); // eight working hours from eleven o'clock on

  await desk.as('ana').delete(`/api/tickets/${made}/split`);
  await desk.settle();
  expect([await promises(number), await dueOf(number)]).toEqual(before);
  expect((await promises(made)).filter((one: string) => one.includes('running'))).toEqual([]);
});
