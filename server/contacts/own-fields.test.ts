import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { openTicket } from '../tickets/desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await add({ holder: 'contact', type: 'tax_id', label: { en: 'Tax id' } });
  await add({ holder: 'contact', type: 'choice', label: { en: 'Plan' }, choices: [{ label: { en: 'Gold' } }] });
  await add({ holder: 'organization', type: 'number', label: { en: 'Seats' } });
  await add({ holder: 'organization', type: 'text', label: { en: 'Region' } });
});
afterAll(() => desk?.close());

const ana = () => desk.as('ana');
const add = async (body: object) => (await desk.as('adao').post('/api/fields', body)).body.field;
const carla = () => `/api/contacts/${desk.world.contacts.carla.uuid}`;
const padaria = () => `/api/organizations/${desk.world.organizations.padaria.uuid}`;
const cpf = '529.982.247-25';

describe('a field made for contacts or organizations', () => {
  test('has a key of its own among them, whatever tickets call theirs', async () => {
    const { fields } = (await ana().get('/api/fields')).body;
    const named = fields.filter(({ key }: { key: string }) => key === 'tax_id');
    expect(named.map(({ holder }: { holder: string }) => holder)).toEqual(['ticket', 'contact']);
  });

  test('holds what fits its kind, and says of the rest why it does not', async () => {
    const set = await ana().patch(carla(), { fields: { tax_id: cpf, plan: 'gold' } });
    expect(set.body.contact.fields).toEqual({ tax_id: '52998224725', plan: 'gold' });
    const wrong = await ana().patch(carla(), { fields: { tax_id: '111', plan: 'iron', order_number: 'x' } });
    expect(wrong.body.error).toMatchObject({
      code: 'field_values_invalid',
      fields: {
        'fields.tax_id': expect.stringContaining('check digits'),
        'fields.plan': 'This is not among the choices.',
        'fields.order_number': 'There is no such field.',
      },
    });
    const seats = await ana().patch(padaria(), { fields: { seats: 12, region: 'Litoral' } });
    expect(seats.body.organization.fields).toEqual({ seats: 12, region: 'Litoral' });
  });

  test('is given with a new contact or organization, and what is left out of a change stays', async () => {
    const body = { name: 'Nina', identities: [{ kind: 'email', value: 'nina@x.example' }], fields: { plan: 'gold' } };
    const { contact } = (await ana().post('/api/contacts', body)).body;
    expect(contact.fields).toEqual({ plan: 'gold' });
    const renamed = await ana().patch(`/api/contacts/${contact.id}`, { name: 'Nina Alves' });
    expect(renamed.body.contact).toMatchObject({ name: 'Nina Alves', fields: { plan: 'gold' } });
    const made = await ana().post('/api/organizations', { name: 'Oficina', fields: { region: 'Serra' } });
    expect(made.body.organization.fields).toEqual({ region: 'Serra' });
  });

  test('is told to the log by its name, from and to', async () => {
    await ana().patch(carla(), { fields: { plan: null } });
    const { changes } = await desk.db
      .selectFrom('events')
      .select('changes')
      .where('type', '=', 'contact.changed')
      .where('subject_id', '=', desk.world.contacts.carla.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(changes).toEqual({ 'field:plan': ['gold', null] });
    await ana().patch(carla(), { fields: { plan: 'gold' } });
  });

  test('is archived, not removed, once somebody has a value of it', async () => {
    const { fields } = (await ana().get('/api/fields')).body;
    const region = fields.find(({ key }: { key: string }) => key === 'region');
    expect((await desk.as('adao').delete(`/api/fields/${region.id}`)).body).toEqual({ became: 'archived' });
    await desk.as('adao').patch(`/api/fields/${region.id}`, { isArchived: false });
  });

  test('belongs to no form of a topic and no ticket', async () => {
    const refused = await desk.as('adao').post('/api/topics', {
      name: { en: 'Plans' },
      form: [{ key: 'plan', neededTo: null }],
    });
    expect(refused.status).toBe(400);
    const body = {
      subject: 'x',
      requester: { email: 'x@x.example' },
      message: { text: 'x' },
      fields: { plan: 'gold' },
    };
    expect((await ana().post('/api/tickets', body)).body.error.code).toBe('field_values_invalid');
  });
});

test('people are found by a CPF however it is written, and organizations by the text of a field', async () => {
  for (const q of [cpf, '52998224725']) {
    const { contacts } = (await ana().get('/api/contacts', { query: { q } })).body;
    expect(contacts).toMatchObject([{ name: 'Carla Souza' }]);
    expect((await ana().get('/api/search', { query: { q } })).body.contacts).toMatchObject([{ name: 'Carla Souza' }]);
  }
  const found = (await ana().get('/api/organizations', { query: { q: 'LITORAL' } })).body;
  expect(found.organizations).toMatchObject([{ name: 'Padaria Central' }]);
  expect((await ana().get('/api/organizations', { query: { q: 'region' } })).body.organizations).toEqual([]);
});

describe('tickets know what their people and companies hold', () => {
  test('a view, a count and a trigger can ask for it', async () => {
    const number = await openTicket(ana(), { requester: { email: desk.world.contacts.carla.email } });
    await openTicket(ana(), { requester: { email: 'mary@northwind.example' } });
    const asked = async (condition: object) =>
      (await ana().post('/api/tickets/matching', { condition })).body.tickets.map(
        (one: { number: number }) => one.number,
      );
    expect(await asked({ field: 'requester.plan', op: 'is', value: 'gold' })).toEqual([number]);
    expect(await asked({ field: 'organization.seats', op: 'at_least', value: 12 })).toEqual([number]);
    expect(await asked({ field: 'organization.region', op: 'contains', value: 'litoral' })).toEqual([number]);
    const { hits } = (await ana().get('/api/search', { query: { q: 'cliente.plan:gold org.seats>=12' } })).body;
    expect(hits.map(({ ticket }: { ticket: { number: number } }) => ticket.number)).toEqual([number]);

    const trigger = await desk.as('adao').post('/api/triggers', {
      name: 'Gold first',
      listensTo: ['ticket.opened'],
      condition: { all: [{ field: 'requester.plan', op: 'is', value: 'gold' }] },
      actions: [{ action: 'set_priority', params: { priority: 'critical' } }],
    });
    expect(trigger.status, trigger.text).toBe(201);
    const next = await openTicket(ana(), { requester: { email: desk.world.contacts.carla.email } });
    const other = await openTicket(ana(), { requester: { email: 'mary@northwind.example' } });
    await desk.settle();
    expect((await ana().get(`/api/tickets/${next}`)).body.ticket.priority).toBe('critical');
    expect((await ana().get(`/api/tickets/${other}`)).body.ticket.priority).not.toBe('critical');
  });

  test('a text to a customer can say it, and offers it by name', async () => {
    const number = await openTicket(ana(), { requester: { email: desk.world.contacts.carla.email } });
    const texts = { en: '{{requester.field.plan}} with {{organization.field.seats}} seats' };
    const { body } = await ana().post('/api/template-previews', { ticket: number, texts });
    expect(body.previews).toMatchObject([{ text: 'gold with 12 seats', unresolved: [] }]);
    const { variables } = (await ana().get('/api/template-variables')).body;
    expect(variables).toContainEqual({
      name: 'requester.field.plan',
      label: { en: 'Requester: Plan', 'pt-BR': 'Solicitante: Plan' },
      isAlways: false,
    });
  });

  test('a condition on a field that nobody made is refused', async () => {
    const asked = await ana().post('/api/tickets/matching', {
      condition: { field: 'requester.shoe_size', op: 'is', value: 'x' },
    });
    expect(asked.status).toBe(400);
  });
});
