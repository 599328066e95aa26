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
