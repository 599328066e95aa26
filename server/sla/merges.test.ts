import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo' });
});
afterAll(async () => desk?.close());

/** The fresh desk's policy: a first reply within eight working hours, nine to six; 2026-11-09 is a Monday. */
const monday = (time: string) => new Date(`2026-11-09T${time}-03:00`);
const minute = (at: Date | string | null) => at && new Date(at).toISOString().slice(0, 16);

async function openAt(time: string): Promise<number> {
  desk.clock.set(monday(time));
  const message = { text: 'O forno parou.' };
  const body = { subject: `Forno das ${time}`, requester: { email: 'carla@padariacentral.example' }, message };
  const answer = await desk.as('ana', 'token').post('/api/tickets', body);
  expect(answer.status).toBe(201);
  await desk.settle();
  return answer.body.ticket.number;
}

async function replyAt(time: string, number: number): Promise<void> {
  desk.clock.set(monday(time));
  const body = { kind: 'reply', text: 'Já vamos ver.' };
  expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, body)).status).toBe(201);
  await desk.settle();
}

async function mergeAt(time: string, number: number, into: number): Promise<void> {
  desk.clock.set(monday(time));
  expect((await desk.as('ana').post(`/api/tickets/${into}/merges`, { numbers: [number] })).status).toBe(201);
  await desk.settle();
}

async function undoAt(time: string, number: number): Promise<void> {
  desk.clock.set(monday(time));
  expect((await desk.as('ana').delete(`/api/tickets/${number}/merge`)).status).toBe(200);
  await desk.settle();
}

const slaOf = async (number: number) => (await desk.as('ana').get(`/api/tickets/${number}/sla`)).body.sla;
/** The reply clocks as they are shown: which, how it stands, since when and until when. */
const repliesOf = async (number: number) =>
  (await slaOf(number)).clocks
    .filter(({ metric }: { metric: string }) => metric !== 'resolution')
    .map(({ metric, state, startedAt, dueAt }: Record<string, string>) => [
      metric,
      state,
      minute(startedAt as string),
      minute(dueAt as string),
    ]);
const told = async (number: number): Promise<string[]> =>
  (await desk.as('ana').get(`/api/tickets/${number}/history`)).body.history
    .map(({ type }: { type: string }) => type)
    .filter((type: string) => type.startsWith('sla.'));
const nextDueOf = async (number: number) =>
  minute((await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket.nextDueAt);

test('a merge owes the oldest unanswered message of both, and lists are sorted by it', async () => {
  const [older, newer] = [await openAt('09:00'), await openAt('11:00')];
  await mergeAt('12:00', older, newer);
  expect(await repliesOf(newer)).toEqual([
    ['first_reply', 'running', minute(monday('09:00')), minute(monday('17:00'))],
  ]);
  expect(await nextDueOf(newer)).toBe(minute(monday('17:00')));
  expect((await slaOf(newer)).ledger.map(({ what }: { what: string }) => what)).toEqual([
    'started',
    'started',
    'took_in',
  ]);
  expect(await repliesOf(older)).toMatchObject([['first_reply', 'dropped', '2026-11-09T12:00', '2026-11-09T20:00']]);
});

test('into an answered ticket comes the debt of the other, and goes back with it', async () => {
  const [waiting, answered] = [await openAt('09:00'), await openAt('10:00')];
  await replyAt('11:00', answered);
  const before = [await slaOf(waiting), await slaOf(answered)];
  await mergeAt('12:00', waiting, answered);
  expect((await repliesOf(answered)).at(-1)).toEqual([
    'next_reply',
    'running',
    minute(monday('09:00')),
    minute(monday('17:00')),
  ]);
  await undoAt('12:00', waiting);
  const steady = ({ clocks, ledger }: { clocks: Record<string, unknown>[]; ledger: unknown[] }) => ({
    clocks: clocks.map(({ leftSeconds: _, ...clock }) => clock),
    ledger,
  });
  expect(steady(await slaOf(waiting))).toEqual(steady(before[0]));
  expect(steady(await slaOf(answered))).toEqual(steady(before[1]));
  expect(await nextDueOf(waiting)).toBe(minute(monday('17:00')));
});

test('through a chain the debt goes to the last, and each part of it back to whom it belongs', async () => {
  const [first, second, third] = [await openAt('09:00'), await openAt('09:30'), await openAt('11:00')];
  await replyAt('11:30', third);
  await mergeAt('12:00', first, second);
  await mergeAt('12:30', second, third);
  const since = async (number: number) => (await repliesOf(number)).at(-1);
  expect(await since(third)).toEqual(['next_reply', 'running', minute(monday('09:00')), minute(monday('17:00'))]);
  await undoAt('13:00', first);
  expect(await since(third)).toEqual(['next_reply', 'running', minute(monday('09:30')), minute(monday('17:30'))]);
  expect(await since(first)).toEqual(['first_reply', 'running', minute(monday('09:00')), minute(monday('17:00'))]);
  await undoAt('13:30', second);
  expect(await since(third)).toEqual(['first_reply', 'met', minute(monday('11:00')), '2026-11-10T13:00']);
  expect(await since(second)).toEqual(['first_reply', 'running', minute(monday('09:30')), minute(monday('17:30'))]);
  expect(await nextDueOf(second)).toBe(minute(monday('17:30')));
});

test('an answer given to both while they were one is the answer of the ticket it was written in', async () => {
  const [other, main] = [await openAt('09:00'), await openAt('09:30')];
  const firstReply = async (number: number) => (await repliesOf(number))[0].slice(1, 3);
  await mergeAt('11:00', other, main);
  await replyAt('12:00', main);
  expect(await firstReply(main)).toEqual(['met', minute(monday('09:00'))]);
  await undoAt('13:00', other);
  expect(await firstReply(main)).toEqual(['met', minute(monday('09:30'))]);
  expect(await firstReply(other)).toEqual(['running', minute(monday('09:00'))]);
});

test('a breach is told once of a ticket, though a merge and its undoing move its promise', async () => {
  const late = await openAt('09:00');
  desk.clock.set(new Date('2026-11-10T10:30-03:00'));
  await desk.settle();
  const newer = await openAt('10:00');
  desk.clock.set(new Date('2026-11-11T10:30-03:00'));
  await desk.settle();
  expect([await told(late), await told(newer)]).toEqual([['sla.breached'], ['sla.breached']]);
  expect((await desk.as('ana').post(`/api/tickets/${newer}/merges`, { numbers: [late] })).status).toBe(201);
  await desk.settle();
  expect((await desk.as('ana').delete(`/api/tickets/${late}/merge`)).status).toBe(200);
  await desk.settle();
  await desk.settle();
  expect([await told(late), await told(newer)]).toEqual([['sla.breached'], ['sla.breached']]);
});
