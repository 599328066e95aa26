import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { eventsOf, get, openTicket, patch } from '../tickets/desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const admin = () => desk.as('adao');
const add = async (en: string, more: object = {}) =>
  (await admin().post('/api/topics', { name: { en }, ...more })).body;
const topics = async (query = '') => (await desk.as('ana').get(`/api/topics${query}`)).body.topics;
type Shown = { id: string; slug: string };
const bySlug = async (slug: string) => (await topics('?include=archived')).find((topic: Shown) => topic.slug === slug);

test('a fresh desk has four kinds of request, each with what to ask in both languages', async () => {
  const fresh = await topics();
  expect(fresh.map(({ slug }: Shown) => slug)).toEqual([
    'technical-support',
    'billing',
    'product-information',
    'complaint',
  ]);
  for (const { form, checklist, description } of fresh) {
    expect(form.length).toBeGreaterThanOrEqual(3);
    expect(checklist.length).toBeGreaterThanOrEqual(3);
    for (const { text } of [...checklist, { text: description }]) expect(Object.keys(text)).toEqual(['en', 'pt-BR']);
  }
  expect(fresh[1].form.map(({ key }: { key: string }) => key)).toEqual([
    'order_number',
    'tax_id',
    'amount',
    'due_date',
  ]);
});

describe('an admin', () => {
  test('builds a tree of at most three levels, without circles', async () => {
    const support = await bySlug('technical-support');
    const ovens = (await add('Ovens', { parentId: support.id })).topic;
    const stones = (await add('Baking stones', { parentId: ovens.id })).topic;
    expect(stones).toMatchObject({ slug: 'baking-stones', parentId: ovens.id, team: null, form: [], checklist: [] });
    expect((await add('Cracks', { parentId: stones.id })).error.code).toBe('topic_too_deep');
    const under = (id: string, parentId: string) => admin().patch(`/api/topics/${id}`, { parentId });
    expect((await under(ovens.id, stones.id)).body.error.code).toBe('topic_in_circle');
    expect((await under(ovens.id, ovens.id)).body.error.code).toBe('topic_in_circle');
    const billing = await bySlug('billing');
    expect((await under(support.id, billing.id)).body.error.code).toBe('topic_too_deep');
    expect((await under(ovens.id, billing.id)).body.topic.parentId).toBe(billing.id);
    expect((await admin().patch(`/api/topics/${ovens.id}`, { parentId: null })).body.topic.parentId).toBe(null);
  });

  test('says what a topic chooses, asks and confirms, and orders it among its siblings', async () => {
    const policy = (await admin().get('/api/sla-policies')).body.policies[0];
    const made = (
      await add('Returns', {
        description: { 'pt-BR': 'Devoluções' },
        team: desk.world.teams.billing.uuid,
        slaPolicy: policy.id,
        confirmation: { kind: 'own', texts: { en: { subject: 'Got it', text: 'We will call you.' } } },
        form: [
          { key: 'order_number', neededTo: 'solve' },
          { key: 'amount', neededTo: null },
        ],
        checklist: [{ text: { en: 'Is it still packed?' } }, { text: { en: 'Why?' } }],
      })
    ).topic;
    expect(made).toMatchObject({
      description: { en: 'Devoluções' },
      team: { name: 'Billing' },
      slaPolicy: { name: 'Standard' },
      confirmation: { kind: 'own' },
      form: [{ key: 'order_number', neededTo: 'solve' }, { key: 'amount' }],
    });
    const [packed, why] = made.checklist;
    const checklist = [why, { text: { en: 'Since when?' } }, { ...packed, text: { en: 'Still in its box?' } }];
    const changed = (await admin().patch(`/api/topics/${made.id}`, { checklist })).body.topic.checklist;
    expect(changed.map(({ id }: Shown) => id)).toEqual([why.id, changed[1].id, packed.id]);
    expect(changed[2].text.en).toBe('Still in its box?');

    const order = [made.id, (await bySlug('complaint')).id];
    const ordered = (await admin().put('/api/topics/order', { topics: order })).body.topics;
    const places = order.map((id) => ordered.findIndex((topic: Shown) => topic.id === id));
    expect(places[0]).toBeLessThan(places[1] ?? 0);
  });

  test('is refused what cannot be, and nobody else may', async () => {
    const nobodys = '01930000-0000-7000-8000-00000000dead';
    expect((await add('x', { team: nobodys })).error.fields).toHaveProperty('team');
    expect((await add('x', { form: [{ key: 'mood', neededTo: null }] })).error.fields).toHaveProperty('form');
    expect((await add('x', { parentId: nobodys })).error.code).toBe('topic_not_found');
    expect((await admin().put('/api/topics/order', { topics: [nobodys] })).status).toBe(404);
    expect((await desk.as('ana').post('/api/topics', { name: { en: 'x' } })).status).toBe(403);
    expect((await add(' ')).error.code).toBe('invalid_request');
  });

  test('leaves an audit entry with each change', async () => {
    const { entries } = (await admin().get('/api/audit')).body;
    const actions = entries.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(['topic.added', 'topic.changed', 'topics.ordered']));
  });
});

describe('a topic that is removed', () => {
  test('is gone when no ticket names it, and takes no subtopic with it', async () => {
    const rent = (await add('Rent')).topic;
    const ovens = (await add('Rented ovens', { parentId: rent.id })).topic;
    const remove = (id: string) => admin().delete(`/api/topics/${id}`);
    expect((await remove(rent.id)).body.error.code).toBe('topic_has_subtopics');
    expect((await remove(ovens.id)).body).toEqual({ became: 'removed' });
    expect((await remove(rent.id)).body).toEqual({ became: 'removed' });
    expect(await bySlug('rent')).toBeUndefined();
  });

  test('stays in the archive when tickets name it; open ones go where the admin said, and say why', async () => {
    const [old, now] = [
      (await add('Fairs')).topic,
      (await add('Events', { team: desk.world.teams.billing.uuid })).topic,
    ];
    await desk.db
      .updateTable('inboxes')
      .set({ topic_id: sqlIdOf('fairs') })
      .execute();
    const [open, closed] = [
      await openTicket(desk.as('ana'), { topic: 'fairs' }),
      await openTicket(desk.as('ana'), { topic: 'fairs' }),
    ];
    await patch(desk.as('ana'), closed, { status: 'closed' });
    expect((await admin().delete(`/api/topics/${old.id}?tickets=${now.id}`)).body).toEqual({ became: 'archived' });
    expect(await topics()).not.toContainEqual(expect.objectContaining({ slug: 'fairs' }));
    await desk.settle();

    expect(await get(desk.as('rafael'), open)).toMatchObject({ topic: { slug: 'events' }, team: { slug: 'billing' } });
    expect((await get(desk.as('rafael'), closed)).topic.slug).toBe('fairs');
    const { history } = (await desk.as('rafael').get(`/api/tickets/${open}/history`)).body;
    const moved = history.find(({ type }: { type: string }) => type === 'ticket.topic_changed');
    expect(moved).toMatchObject({ actor: { kind: 'system' }, reason: { code: 'topic_removed' } });
    const inbox = (await admin().get('/api/inboxes')).body.inboxes[0];
    expect(inbox.topic.slug).toBe('events');

    const back = await admin().patch(`/api/topics/${old.id}`, { isArchived: false });
    expect(back.body.topic.isArchived).toBe(false);
    await desk.db.updateTable('inboxes').set({ topic_id: null }).execute();
  });

  test('leaves its open tickets as they are when the admin said nothing of them, and none where they said so', async () => {
    const kept = (await add('Kept')).topic;
    const number = await openTicket(desk.as('ana'), { topic: 'kept' });
    await admin().delete(`/api/topics/${kept.id}`);
    await desk.settle();
    expect((await get(desk.as('ana'), number)).topic.slug).toBe('kept');
    expect((await admin().delete(`/api/topics/${kept.id}?tickets=none`)).body).toEqual({ became: 'archived' });
    await desk.settle();
    expect((await get(desk.as('ana'), number)).topic).toBe(null);
  });

  function sqlIdOf(slug: string) {
    return desk.db.selectFrom('topics').select('id').where('slug', '=', slug);
  }
});

describe('tickets of a topic', () => {
  const team = async (slug: string, name: 'support' | 'billing') =>
    admin().patch(`/api/topics/${(await bySlug(slug)).id}`, { team: desk.world.teams[name].uuid });

  test('go to its team when nobody named one, and their history says why', async () => {
    await team('complaint', 'support');
    const number = await openTicket(desk.as('ana'), { topic: 'complaint' });
    expect((await get(desk.as('ana'), number)).team.slug).toBe('support');
    const events = await eventsOf(desk, number);
    expect(events[0]?.changes).not.toHaveProperty('teamId');
    expect(events.find(({ type }) => type === 'ticket.assigned')).toMatchObject({
      changes: { teamId: [null, desk.world.teams.support.id] },
      reason: { code: 'topic_team', values: { teamId: desk.world.teams.support.id } },
    });
    const named = await openTicket(desk.as('ana'), { topic: 'complaint', team: 'billing' });
    expect((await get(desk.as('rafael'), named)).team.slug).toBe('billing');
  });

  test('keep one that is archived, and no other ticket gets it: not when opened, not by a change, not by a macro', async () => {
    const gone = (await add('Gone')).topic;
    const kept = await openTicket(desk.as('ana'), { topic: gone.slug });
    expect((await admin().delete(`/api/topics/${gone.id}`)).body).toEqual({ became: 'archived' });
    const refused = { status: 400, body: { error: { code: 'topic_archived', fields: { topic: expect.any(String) } } } };

    const body = { subject: 'x', requester: { email: 'x@y.example' }, message: { text: 'x' }, topic: gone.slug };
    expect(await desk.as('ana').post('/api/tickets', body)).toMatchObject(refused);
    const other = await openTicket(desk.as('ana'));
    expect(await patch(desk.as('ana'), other, { topic: gone.id, priority: 'high' })).toMatchObject(refused);
    expect(await get(desk.as('ana'), other)).toMatchObject({ topic: null, priority: 'medium', version: 1 });
    const same = await patch(desk.as('ana'), kept, { topic: gone.slug, priority: 'high' });
    expect(same.body.ticket).toMatchObject({ topic: { slug: gone.slug }, priority: 'high' });

    const actions = [{ action: 'set_topic', params: { topic: gone.id } }];
    const macro = await admin().post('/api/macros', { name: 'Old', isShared: true, actions });
    const used = await desk.as('ana').post(`/api/tickets/${other}/macros/${macro.body.macro.id}`, {});
    expect(used).toMatchObject(refused);
  });

  test('of a topic below have the team of the one above', async () => {
    const above = await bySlug('complaint');
    const { slug } = (await add('Rude words', { parentId: above.id })).topic;
    const number = await openTicket(desk.as('ana'), { topic: slug });
    expect((await get(desk.as('ana'), number)).team.slug).toBe('support');
  });

  test('follow the topic to another team, unless somebody chose theirs', async () => {
    await team('billing', 'billing');
    const rafael = desk.as('rafael');
    const number = await openTicket(rafael, { topic: 'complaint' });
    const moved = (await patch(rafael, number, { topic: 'billing' })).body.ticket;
    expect(moved).toMatchObject({ topic: { slug: 'billing' }, team: { slug: 'billing' } });

    const chosen = await openTicket(rafael, { team: 'support' });
    expect((await patch(rafael, chosen, { topic: 'billing' })).body.ticket.team.slug).toBe('support');
    const both = await openTicket(rafael, { topic: 'complaint' });
    expect((await patch(rafael, both, { topic: 'billing', team: 'support' })).body.ticket.team.slug).toBe('support');
  });
});

describe('the checklist of a ticket', () => {
  test('is ticked and unticked, by whom and when, without a new version of the ticket', async () => {
    const ana = desk.as('ana');
    const number = await openTicket(ana, { topic: 'billing', team: 'support' });
    const { checklist } = await bySlug('billing');
    const url = `/api/tickets/${number}/questions/${checklist[0].id}`;
    expect((await ana.put(url)).status).toBe(204);
    expect((await ana.put(url)).status).toBe(204);
    const { ticked, version } = await get(ana, number);
    expect(ticked).toEqual([{ question: checklist[0].id, by: 'Ana Lima', at: expect.any(String) }]);
    expect(version).toBe(1);
    expect((await ana.delete(url)).status).toBe(204);
    expect((await get(ana, number)).ticked).toEqual([]);
    const events = (await eventsOf(desk, number)).filter(({ type }) => type === 'ticket.question_ticked');
    expect(events.map(({ details }) => (details as { isTicked: boolean }).isTicked)).toEqual([true, false]);
  });

  test('is for those who see the ticket and may change it, as long as it is not closed', async () => {
    const number = await openTicket(desk.as('ana'), { topic: 'billing', team: 'support' });
    const { checklist } = await bySlug('billing');
    const url = `/api/tickets/${number}/questions/${checklist[0].id}`;
    expect((await desk.as('bruno').put(url)).status).toBe(404);
    expect((await desk.as('caio').put(url)).status).toBe(403);
    expect((await desk.as('ana').put(url.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status).toBe(404);
    await patch(desk.as('ana'), number, { status: 'closed' });
    expect((await desk.as('ana').put(url)).body.error.code).toBe('ticket_closed');
  });
});
