import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { eventsOf, get, openTicket, patch } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const { ana, rafael } = desk.world.agents;
  await desk.as('olivia').patch(`/api/teams/${desk.world.teams.support.uuid}`, {
    tiers: ['', 'Specialists', ''],
    members: [ana.uuid, rafael.uuid, desk.world.agents.lia.uuid],
    memberTiers: { [rafael.uuid]: 2 },
  });
});
afterAll(() => desk.close());

const why = { reason: 'The bank refuses it', tried: 'Issued it twice.' };
const escalate = (number: number, body: object = why, agent: 'ana' | 'lia' | 'caio' | 'rafael' = 'ana') =>
  desk.as(agent).post(`/api/tickets/${number}/escalations`, body);
const giveBack = (number: number, agent: 'ana' | 'bruno' | 'rafael' = 'ana') =>
  desk.as(agent).post(`/api/tickets/${number}/de-escalations`, { reason: 'Answered by the bank' });
const held = () => openTicket(desk.as('ana'), { team: 'support', assignee: 'me' });

describe('escalating a ticket', () => {
  test('goes to the next tier: nobody holds it there, its agent follows it, and what was tried is a note', async () => {
    const number = await held();
    const { status, body } = await escalate(number);
    expect(status).toBe(201);
    expect(body.ticket).toMatchObject({
      team: { slug: 'support' },
      tier: { number: 2, name: 'Specialists', of: 3 },
      assignee: null,
      followers: [{ name: 'Ana Lima' }],
      escalation: { reason: why.reason, by: 'Ana Lima', from: { tier: 1, assignee: { name: 'Ana Lima' } } },
    });
    const { messages } = (await desk.as('ana').get(`/api/tickets/${number}/messages`)).body;
    expect(messages.at(-1)).toMatchObject({
      kind: 'note',
      text: 'The bank refuses it\n\nIssued it twice.',
      author: { agent: { name: 'Ana Lima' } },
      reason: { code: 'escalated' },
    });
    expect((await eventsOf(desk, number)).slice(-3)).toMatchObject([
      { type: 'ticket.escalated', changes: { tier: [1, 2] }, details: { restartsReply: true, reason: why.reason } },
      { type: 'ticket.assigned', changes: { assigneeId: [desk.world.agents.ana.id, null] } },
      { type: 'message.noted' },
    ]);
  });

  test('goes to a team whose tickets the agent may not read, says so before, and is out of their sight after', async () => {
    const number = await openTicket(desk.as('ana'), { team: 'support', assignee: 'me' });
    const choices = (await desk.as('ana').get(`/api/tickets/${number}/escalations`)).body;
    expect(choices).toEqual({
      next: { tier: 2, name: 'Specialists', staysVisible: true },
      teams: [expect.objectContaining({ slug: 'billing', tiers: [''], staysVisible: false })],
    });
    const { status, body } = await escalate(number, { ...why, team: 'billing' });
    expect([status, body.ticket.team.slug, body.ticket.tier.number]).toEqual([201, 'billing', 1]);
    expect((await desk.as('ana').get(`/api/tickets/${number}`)).status).toBe(404);
    expect(await get(desk.as('bruno'), number)).toMatchObject({ followers: [{ name: 'Ana Lima' }] });
  });

  test('tells those whose role shows them what they follow that they keep it', async () => {
    const number = await held();
    await desk.db
      .updateTable('agents')
      .set({ role: 'collaborator' })
      .where('email', '=', 'lia@atende.example')
      .execute();
    await desk.db
      .updateTable('roles')
      .set({ permissions: ['tickets.read', 'tickets.note', 'tickets.update'] })
      .where('slug', '=', 'collaborator')
      .execute();
    await patch(desk.as('ana'), number, { assignee: 'lia@atende.example' });
    const { body } = await desk.as('lia').get(`/api/tickets/${number}/escalations`);
    expect(body.teams).toMatchObject([{ slug: 'billing', staysVisible: true }]);
    expect((await escalate(number, { ...why, team: 'billing' }, 'lia')).status).toBe(201);
    expect((await desk.as('lia').get(`/api/tickets/${number}`)).status).toBe(200);
    await desk.db.updateTable('agents').set({ role: 'limited' }).where('email', '=', 'lia@atende.example').execute();
    await desk.db
      .updateTable('roles')
      .set({ permissions: ['tickets.read', 'tickets.note'] })
      .where('slug', '=', 'collaborator')
      .execute();
  });

  test.each([
    ['without a reason', { reason: ' ' }, 400, 'invalid_request'],
    ['to a team that does not exist', { ...why, team: 'nobody' }, 400, 'unknown_reference'],
    ['above the highest tier', { ...why, team: 'billing', tier: 2 }, 409, 'no_higher_tier'],
  ])('is refused %s, and nothing has changed', async (...[, body, status, code]) => {
    const number = await held();
    const answer = await escalate(number, body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(await get(desk.as('ana'), number)).toMatchObject({ assignee: { name: 'Ana Lima' }, version: 1 });
  });

  test('is for those who see the ticket and may change it', async () => {
    const number = await openTicket(desk.as('rafael'), { team: 'support', assignee: 'me' });
    expect((await escalate(number, why, 'lia')).status).toBe(404);
    expect((await escalate(number, why, 'caio')).status).toBe(403);
  });
});

describe('giving an escalated ticket back', () => {
  test('returns it to the team, tier and agent it came from, one step at a time', async () => {
    const number = await held();
    await escalate(number);
    await patch(desk.as('rafael'), number, { assignee: 'me' });
    await escalate(number, { ...why, team: 'billing' }, 'rafael');
    const first = await giveBack(number, 'bruno');
    expect(first.body.ticket).toMatchObject({
      team: { slug: 'support' },
      tier: { number: 2 },
      assignee: { name: 'Rafael Costa' },
      escalation: { from: { tier: 1, assignee: { name: 'Ana Lima' } } },
    });
    const second = await giveBack(number, 'rafael');
    expect(second.body.ticket).toMatchObject({ tier: { number: 1 }, assignee: { name: 'Ana Lima' }, escalation: null });
    expect((await giveBack(number)).body.error.code).toBe('not_escalated');
  });

  test('gives it to nobody where the agent has left', async () => {
    const number = await openTicket(desk.as('rafael'), { team: 'support', assignee: 'me' });
    await escalate(number, why, 'rafael');
    await desk.db
      .updateTable('agents')
      .set({ is_active: false })
      .where('email', '=', 'rafael@atende.example')
      .execute();
    expect((await giveBack(number)).body.ticket).toMatchObject({ team: { slug: 'support' }, assignee: null });
    await desk.db.updateTable('agents').set({ is_active: true }).execute();
  });
});

test('another team begins at its first tier, however the ticket got there', async () => {
  const number = await held();
  await escalate(number);
  const { body } = await patch(desk.as('rafael'), number, { team: 'billing' });
  expect(body.ticket.tier).toMatchObject({ number: 1 });
});

test('a team says how many tiers it has and who is in which, and the audit log says who said so', async () => {
  const { teams } = (await desk.as('ana').get('/api/teams')).body;
  expect(teams.find(({ slug }: { slug: string }) => slug === 'support')).toMatchObject({
    tiers: ['', 'Specialists', ''],
    members: [
      { name: 'Ana Lima', tier: 1 },
      { name: 'Lia Nunes', tier: 1 },
      { name: 'Rafael Costa', tier: 2 },
    ],
  });
  const [entry] = (await desk.as('olivia').get('/api/audit')).body.entries;
  expect(entry).toMatchObject({ action: 'team.changed', details: { tiers: [[''], ['', 'Specialists', '']] } });
});
