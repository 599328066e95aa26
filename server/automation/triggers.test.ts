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

const { admin, make, open, change, ticket, history } = ruleTalk(() => desk);
const trigger = (rule: Record<string, unknown>) => make('triggers', { listensTo: ['ticket.opened'], ...rule });
const aboutOvens = { field: 'subject', op: 'contains', value: 'forno' };

describe('a trigger', () => {
  test('acts when its condition holds, in its own name, and leaves other tickets alone', async () => {
    const id = await trigger({
      name: 'Ovens are urgent',
      condition: aboutOvens,
      actions: [
        set('set_priority', { priority: 'critical' }),
        set('set_team', { team: desk.world.teams.support.uuid }),
        set('add_tags', { tags: ['forno'] }),
      ],
    });
    const number = await open();
    expect(await ticket(number)).toMatchObject({ priority: 'critical', team: { name: 'Support' }, tags: ['forno'] });
    const changed = (await history(number)).find(({ type }: { type: string }) => type === 'ticket.priority_changed');
    expect(changed.actor).toMatchObject({ kind: 'rule', name: 'Ovens are urgent' });
    const deciding = { question: aboutOvens, value: ['Forno'] };
    expect(changed.run).toEqual({ kind: 'trigger', eventType: 'ticket.opened', crossedAt: null, deciding });
    expect((await ticket(await open({ subject: 'Boleto' }))).priority).toBe('medium');

    await admin().delete(`/api/triggers/${id}`);
    expect((await ticket(await open())).priority).toBe('medium');
    const later = (await history(number)).find(({ type }: { type: string }) => type === 'ticket.priority_changed');
    expect(later.actor.name).toBe('Ovens are urgent');
  });

  test('sees the ticket as the triggers above it left it, in an order that can be changed', async () => {
    const first = await trigger({ name: 'A', actions: [set('set_priority', { priority: 'high' })] });
    const second = await trigger({
      name: 'B',
      condition: { field: 'priority', op: 'is', value: 'high' },
      actions: [set('add_tags', { tags: ['seen'] })],
    });
    expect((await ticket(await open())).tags).toEqual(['seen']);
    const order = await admin().put('/api/triggers/order', { rules: [second] });
    expect(order.body.rules.map(({ id }: { id: string }) => id)).toEqual([second, first]);
    expect((await ticket(await open())).tags).toEqual([]);
  });

  test('may ask for what a field of the desk’s own holds', async () => {
    const condition = { all: [{ field: 'field:order_number', op: 'is', value: 'A-77' }] };
    const id = await make('triggers', {
      listensTo: ['ticket.fields_changed'],
      condition,
      actions: [set('add_tags', { tags: ['order'] }), set('set_field', { field: 'amount', value: '12,5' })],
    });
    const { rules } = (await admin().get('/api/triggers')).body;
    expect(rules.find((rule: { id: string }) => rule.id === id).problem).toBeNull();
    const number = await open();
    await change(number, { fields: { order_number: 'A-78' } });
    expect((await ticket(number)).tags).toEqual([]);
    await change(number, { fields: { order_number: 'A-77' } });
    expect(await ticket(number)).toMatchObject({ tags: ['order'], fields: { amount: 12.5 } });
  });

  test('stops those below it', async () => {
    await trigger({ actions: [set('stop', {})], condition: aboutOvens });
    await trigger({ actions: [set('set_priority', { priority: 'low' })] });
    expect((await ticket(await open())).priority).toBe('medium');
    expect((await ticket(await open({ subject: 'Boleto' }))).priority).toBe('low');
  });

  test('rests while it is switched off', async () => {
    const id = await trigger({ isEnabled: false, actions: [set('set_priority', { priority: 'low' })] });
    expect((await ticket(await open())).priority).toBe('medium');
    await admin().patch(`/api/triggers/${id}`, { isEnabled: true });
    expect((await ticket(await open())).priority).toBe('low');
  });

  test('is for some inboxes or teams only, if wanted', async () => {
    const team = desk.world.teams.billing;
    await trigger({
      scope: { inboxes: [], teams: [team.uuid] },
      actions: [set('set_priority', { priority: 'low' })],
    });
    expect((await ticket(await open())).priority).toBe('medium');
    expect((await ticket(await open({ team: team.slug }))).priority).toBe('low');
  });

  test('writes notes and makes agents follow', async () => {
    await trigger({
      actions: [
        set('add_note', { text: 'Look at the oven.' }),
        set('add_follower', { agent: desk.world.agents.caio.uuid }),
      ],
    });
    const number = await open();
    const { messages } = (await admin().get(`/api/tickets/${number}/messages`)).body;
    expect(messages.at(-1)).toMatchObject({ kind: 'note', text: 'Look at the oven.', author: { kind: 'rule' } });
    expect((await ticket(number)).followers).toMatchObject([{ name: 'Caio Melo' }]);
  });

  test('whose action is refused is undone as a whole, and the triggers below it go on', async () => {
    const gone = '01930000-0000-7000-8000-00000000dead';
    await trigger({ actions: [set('set_priority', { priority: 'low' }), set('set_team', { team: gone })] });
    await trigger({ actions: [set('add_tags', { tags: ['reached'] })] });
    expect(await ticket(await open())).toMatchObject({ priority: 'medium', team: null, tags: ['reached'] });
  });
});

describe('triggers that set each other off', () => {
  const onPriority = (from: string, to: string) =>
    trigger({
      listensTo: ['ticket.priority_changed'],
      condition: { field: 'priority', op: 'is', value: from },
      actions: [set('set_priority', { priority: to })],
    });
  const changesOf = async (number: number) =>
    (await history(number))
      .filter(({ type }: { type: string }) => type === 'ticket.priority_changed')
      .map(({ changes }: { changes: { priority: string[] } }) => changes.priority[1])
      .toReversed();

  test('each run once, and come to rest', async () => {
    await onPriority('high', 'low');
    await onPriority('low', 'high');
    const number = await open();
    await change(number, { priority: 'high' });
    expect(await changesOf(number)).toEqual(['high', 'low', 'high']);
  });

  test('by their own change run once', async () => {
    await trigger({
      listensTo: ['ticket.tags_changed'],
      actions: [set('add_tags', { tags: ['x'] }), set('remove_tags', { tags: ['y'] })],
    });
    const number = await open();
    await change(number, { tags: ['y'] });
    expect((await ticket(number)).tags).toEqual(['x']);
    const rows = await desk.db.selectFrom('rule_runs').selectAll().execute();
    expect(rows.filter(({ event_id }) => event_id !== null).length).toBe(
      new Set(rows.map((row) => `${row.rule_id} ${row.event_id}`)).size,
    );
  });
});

describe('an admin', () => {
  test('is refused a trigger that could not run, and nobody else may make one', async () => {
    const actions = [set('set_priority', { priority: 'low' })];
    const asked = (rule: Record<string, unknown>) =>
      admin().post('/api/triggers', { name: 'x', listensTo: ['ticket.opened'], actions, ...rule });
    expect((await asked({ listensTo: [] })).body.error.code).toBe('trigger_listens_to_nothing');
    expect((await asked({ condition: { field: 'mood', op: 'is', value: 'good' } })).body.error.code).toBe(
      'condition_invalid',
    );
    expect((await asked({ actions: [set('fly', {})] })).body.error.code).toBe('action_unknown');
    expect((await asked({ actions: [set('set_priority', { priority: 'huge' })] })).body.error.code).toBe(
      'action_invalid',
    );
    expect((await desk.as('ana').post('/api/triggers', { name: 'x', actions })).status).toBe(403);
  });

  test('leaves an audit entry with each change', async () => {
    const { entries } = (await admin().get('/api/audit')).body;
    const said = entries.map(({ action }: { action: string }) => action);
    expect(said).toEqual(
      expect.arrayContaining(['trigger.added', 'trigger.changed', 'trigger.removed', 'triggers.ordered']),
    );
  });
});

test('the forms of all actions can be drawn', async () => {
  const { actions } = (await desk.as('ana').get('/api/automation/actions')).body;
  for (const { id, says, fields } of actions) {
    const named = [...says.en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(named, id).toEqual([...says['pt-BR'].matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    for (const name of named)
      expect(
        fields.map((field: { name: string }) => field.name),
        id,
      ).toContain(name);
  }
  expect(actions.find(({ id }: { id: string }) => id === 'set_team').fields).toEqual([
    {
      name: 'team',
      as: 'team',
      label: { en: 'Team', 'pt-BR': 'Equipe' },
      none: { en: 'No team', 'pt-BR': 'Sem equipe' },
      isRequired: false,
    },
  ]);
});

describe('the trace of a ticket', () => {
  const traceOf = async (number: number, by: 'ana' | 'lia' = 'ana') => desk.as(by).get(`/api/tickets/${number}/rules`);

  test('says what ran and why, what was considered and what kept it, and what waits', async () => {
    await trigger({ name: 'Ovens', condition: aboutOvens, actions: [set('set_priority', { priority: 'high' })] });
    await trigger({
      name: 'Bills',
      condition: { field: 'subject', op: 'contains', value: 'boleto' },
      actions: [set('stop', {})],
    });
    const waits = { field: 'created_at', op: 'hours_since_more_than', value: 2 };
    const waiting = await make('automations', {
      name: 'Old',
      condition: waits,
      actions: [set('add_tags', { tags: ['old'] })],
    });
    const number = await open();
    const { trace } = (await traceOf(number)).body;
    expect(trace).toMatchObject({
      runs: [
        {
          rule: { name: { en: 'Ovens' }, kind: 'trigger' },
          outcome: 'ran',
          eventType: 'ticket.opened',
          deciding: { question: aboutOvens, value: ['Forno'] },
          actions: [{ action: 'set_priority', params: { priority: 'high' } }],
        },
      ],
      considered: [{ eventType: 'ticket.opened', rules: [{ rule: { name: { en: 'Bills' } }, outcome: 'considered' }] }],
      waiting: [{ rule: { name: { en: 'Old' } } }],
    });
    expect((await traceOf(number, 'lia')).status).toBe(404);
    await admin().delete(`/api/automations/${waiting}`);
    expect((await traceOf(number)).body.trace.waiting).toEqual([]);
  });

  test('keeps what was considered at the last ten events only', async () => {
    await trigger({ listensTo: ['ticket.tags_changed'], condition: { any: [] }, actions: [set('stop', {})] });
    const number = await open();
    for (let n = 0; n < 12; n++) await change(number, { tags: [`t${n}`] });
    expect((await traceOf(number)).body.trace.considered).toHaveLength(10);
  });
});

test('mail from before the desk was connected sets off nothing', async () => {
  await trigger({
    listensTo: ['ticket.opened', 'message.received'],
    actions: [set('set_priority', { priority: 'low' })],
  });
  const number = await open();
  expect(await ticket(number)).toMatchObject({ priority: 'low' });
  await desk.db
    .updateTable('events')
    .set({ details: '{"isHistory": true}' })
    .where('type', '=', 'message.received')
    .execute();
  await desk.db.updateTable('tickets').set({ priority: 2 }).where('number', '=', number).execute();
  await desk.db.deleteFrom('rule_runs').execute();
  await desk.db.updateTable('event_cursors').set({ position: 0 }).where('reader', '=', 'triggers').execute();
  await desk.settle();
  expect(await ticket(number)).toMatchObject({ priority: 'medium' });
});

describe('a rule that is being written', () => {
  const draft = { condition: aboutOvens, actions: [set('set_priority', { priority: 'high' })] };
  const tried = async (kind: string, body: Record<string, unknown>) =>
    (await admin().post(`/api/${kind}/preview`, { ...draft, ...body })).body.preview;

  test('says what it would do to a ticket, and changes nothing', async () => {
    const number = await open();
    expect(await tried('triggers', { number, listensTo: ['ticket.opened'] })).toMatchObject({
      outcome: 'runs',
      actions: [{ action: 'set_priority', changes: [{ field: 'priority', from: 'medium', to: 'high' }] }],
    });
    expect(await tried('triggers', { number, listensTo: ['ticket.solved'] })).toMatchObject({
      outcome: 'skipped',
      reason: { code: 'rule_no_such_event' },
    });
    expect((await ticket(number)).priority).toBe('medium');
  });

  test('says when time will set it off', async () => {
    const number = await open();
    const condition = { field: 'created_at', op: 'hours_since_more_than', value: 2 };
    const preview = await tried('automations', { number, condition });
    expect(preview).toMatchObject({ outcome: 'considered', deciding: { question: condition } });
    const { createdAt } = await ticket(number);
    expect(new Date(preview.at).getTime() - new Date(createdAt).getTime()).toBe(2 * 3_600_000 + 1);
  });
});
