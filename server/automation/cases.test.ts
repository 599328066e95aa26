import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { ruleTalk, set } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => desk?.close());
afterEach(async () => {
  const { rules } = (await admin().get('/api/triggers')).body;
  for (const { id } of rules) await admin().delete(`/api/triggers/${id}`);
});

const { admin, make, open, ticket, history } = ruleTalk(() => desk);
const trigger = (action: ReturnType<typeof set>) =>
  make('triggers', { name: 'By itself', listensTo: ['ticket.opened'], actions: [action] });
const typesOf = async (number: number) => (await history(number)).map(({ type }: { type: string }) => type);

describe('a rule', () => {
  test('escalates to a team, with a note that says why', async () => {
    await trigger(set('escalate', { team: desk.world.teams.billing.uuid, reason: 'A refund' }));
    const number = await open({ assignee: 'ana@atende.example', team: 'support' });
    expect(await ticket(number)).toMatchObject({
      team: { slug: 'billing' },
      assignee: null,
      followers: [{ name: 'Ana Lima' }],
      escalation: { by: null, reason: 'A refund', from: { team: { slug: 'support' } } },
    });
    const { messages } = (await admin().get(`/api/tickets/${number}/messages`)).body;
    expect(messages.at(-1)).toMatchObject({ kind: 'note', text: 'A refund', author: { kind: 'rule' } });
  });

  test('leaves a ticket that is in that team already', async () => {
    await trigger(set('escalate', { team: desk.world.teams.billing.uuid, reason: 'A refund' }));
    expect(await typesOf(await open({ team: 'billing' }))).not.toContain('ticket.escalated');
  });

  test('snoozes', async () => {
    await trigger(set('snooze', { preset: 'tomorrow' }));
    expect((await ticket(await open())).snoozedUntil).not.toBeNull();
  });

  test('merges into the newest other ticket of the same requester, and leaves one that has no other', async () => {
    const first = await open({ requester: { email: 'mary@northwind.example' } });
    await trigger(set('merge_into', { number: null }));
    const second = await open({ requester: { email: 'mary@northwind.example' } });
    expect(await ticket(second)).toMatchObject({ mergedInto: first, merge: { by: null } });
    const alone = await open({ requester: { email: 'joao@correio.example' } });
    expect((await ticket(alone)).mergedInto).toBeNull();
    expect((await admin().delete(`/api/tickets/${second}/merge`)).body.ticket.mergedInto).toBeNull();
  });

  test('merges into the ticket of a number', async () => {
    const outage = await open();
    await trigger(set('merge_into', { number: outage }));
    expect((await ticket(await open({ requester: { email: 'joao@correio.example' } }))).mergedInto).toBe(outage);
  });
});
