import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

type Agent = 'ana' | 'bruno' | 'caio' | 'olivia';
let opened = 0;
const open = async (more: object = {}): Promise<number> => {
  const requester = { email: `someone${++opened}@correio.example` };
  const body = { subject: `No signal ${opened}`, requester, message: { text: 'Nothing works.' }, ...more };
  return (await desk.as('olivia').post('/api/tickets', body)).body.number;
};
const ticket = async (number: number) => (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
const link = (number: number, problem: number, agent: Agent = 'ana') =>
  desk.as(agent).put(`/api/tickets/${number}/problem`, { number: problem });
const unlink = (number: number, agent: Agent = 'ana') => desk.as(agent).delete(`/api/tickets/${number}/problem`);
const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [status, body.error?.code];
const change = async (number: number, changes: object) => {
  const { version } = await ticket(number);
  expect((await desk.as('olivia').patch(`/api/tickets/${number}`, { version, ...changes })).status).toBe(200);
};

describe('an incident', () => {
  test('shows its problem and the problem its incidents, each with how it stands, and both tell of it', async () => {
    const [problem, one, other] = [await open(), await open(), await open()];
    const { status, body } = await link(one, problem);
    expect([status, body.ticket.links]).toEqual([
      200,
      [{ kind: 'incident_of', number: problem, subject: (await ticket(problem)).subject, statusCategory: 'new' }],
    ]);
    await link(other, problem);
    await change(other, { status: 'solved' });
    expect((await ticket(problem)).links).toMatchObject([
      { kind: 'problem_of', number: one, statusCategory: 'new' },
      { kind: 'problem_of', number: other, statusCategory: 'solved' },
    ]);
    const history = async (number: number) =>
      (await desk.as('ana').get(`/api/tickets/${number}/history`)).body.history[0];
    expect(await history(one)).toMatchObject({
      type: 'ticket.linked',
      details: { kind: 'incident_of', ticket: { number: problem } },
    });
    expect((await unlink(one)).body.ticket.links).toEqual([]);
    expect(await history(one)).toMatchObject({ type: 'ticket.unlinked', details: { kind: 'incident_of' } });
    expect((await ticket(problem)).links).toHaveLength(1);
    expect(codeOf(await unlink(one))).toEqual([409, 'no_incident']);
  });

  test('has one problem, on one level, and nothing that is closed', async () => {
    const [problem, one, other, closed] = [await open(), await open(), await open(), await open()];
    await change(closed, { status: 'closed' });
    await link(one, problem);
    expect(codeOf(await link(one, other))).toEqual([409, 'incident_already']);
    expect(codeOf(await link(problem, other))).toEqual([409, 'incident_levels']);
    expect(codeOf(await link(other, one))).toEqual([409, 'incident_levels']);
    expect(codeOf(await link(other, closed))).toEqual([409, 'problem_closed']);
    expect(codeOf(await link(closed, problem))).toEqual([409, 'ticket_closed']);
    expect(codeOf(await link(other, other))).toEqual([409, 'incident_of_itself']);
  });

  test('is linked and unlinked by who sees both and may change them', async () => {
    const [problem, mine, theirs] = [await open(), await open(), await open({ team: 'billing' })];
    expect(codeOf(await link(theirs, problem))).toEqual([404, 'ticket_not_found']);
    expect(codeOf(await link(mine, theirs))).toEqual([404, 'ticket_not_found']);
    expect((await link(mine, problem, 'caio')).status).toBe(403);
    await link(theirs, problem, 'bruno');
    expect((await ticket(problem)).links).toHaveLength(1);
    expect((await desk.as('ana').get(`/api/tickets/${problem}`)).body.ticket.links).toEqual([]);
    expect(codeOf(await unlink(theirs))).toEqual([404, 'ticket_not_found']);
  });

  test('is linked once by two at once', async () => {
    const [one, first, second] = [await open(), await open(), await open()];
    const answers = await Promise.all([link(one, first), link(one, second)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await ticket(one)).links).toHaveLength(1);
  });
});

test('one answer from the problem goes to each incident alone, and a closed one is told as refused', async () => {
  const [problem, one, other, closed] = [await open(), await open(), await open(), await open()];
  for (const number of [one, other, closed]) await link(number, problem);
  await change(closed, { status: 'closed' });
  const numbers = (await ticket(problem)).links.map(({ number }: { number: number }) => number);
  const reply = { text: 'Hello {{ requester.email }}, the line works again.', status: 'solved' };
  const { body } = await desk.as('ana').post('/api/bulk-runs', { tickets: { numbers }, reply });
  await desk.settle();
  const { run } = (await desk.as('ana').get(`/api/bulk-runs/${body.run.id}`)).body;
  expect(run).toMatchObject({ state: 'done', total: 3, failed: 1 });
  const { errors } = (await desk.as('ana').get(`/api/bulk-runs/${body.run.id}/errors`)).body;
  expect(errors).toMatchObject([{ number: closed, code: 'ticket_closed' }]);
  for (const number of [one, other]) {
    const { messages } = (await desk.as('ana').get(`/api/tickets/${number}/messages`)).body;
    const { email } = (await ticket(number)).requester;
    expect(messages.at(-1)).toMatchObject({ text: `Hello ${email}, the line works again.`, to: [email], cc: [] });
  }
});
