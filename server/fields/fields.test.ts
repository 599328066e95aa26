import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { openTicket, patch } from '../tickets/desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const admin = () => desk.as('adao');
const add = async (body: object) => (await admin().post('/api/fields', body)).body.field;
type Named = { key: string };
const listed = async () => (await desk.as('ana').get('/api/fields')).body.fields;
const keys = async () => (await listed()).map(({ key }: Named) => key);

test('a fresh desk has the fields that its four topics ask for', async () => {
  const fields = await listed();
  const taxId = fields.find(({ key }: Named) => key === 'tax_id');
  expect(taxId).toMatchObject({
    type: 'tax_id',
    label: { en: 'CPF or CNPJ', 'pt-BR': 'CPF ou CNPJ' },
    isArchived: false,
    isUsed: false,
    topics: [{ name: { en: 'Billing', 'pt-BR': 'Cobrança' } }],
  });
  expect(fields).toHaveLength(13);
});

describe('an admin makes a field', () => {
  test('in the language of the house alone, and gets a key for programs', async () => {
    const made = await add({ type: 'number', label: { 'pt-BR': ' Número de série ' } });
    expect(made).toMatchObject({
      key: 'numero_de_serie',
      label: { en: 'Número de série', 'pt-BR': 'Número de série' },
      neededTo: null,
      audience: 'agents',
      topics: [],
    });
    expect((await add({ type: 'text', label: { en: 'Número de série' } })).key).toBe('numero_de_serie_2');
    expect((await keys()).at(-1)).toBe('numero_de_serie_2');
  });

  test('in more languages than the desk itself speaks', async () => {
    const label = { en: 'Colour', 'pt-BR': 'Cor', es: 'Color' };
    expect(await add({ type: 'text', label, help: { es: 'Como en la caja' } })).toMatchObject({
      label,
      help: { en: 'Como en la caja', es: 'Como en la caja' },
    });
  });

  test('with choices, which are changed, archived where tickets may have them, and else gone', async () => {
    const labels = ['Loja', 'Fábrica', 'Cozinha'].map((name) => ({ label: { 'pt-BR': name } }));
    const made = await add({ type: 'choice', label: { en: 'Place' }, choices: labels });
    expect(made.choices.map(({ key }: Named) => key)).toEqual(['loja', 'fabrica', 'cozinha']);
    const url = `/api/fields/${made.id}`;
    const without = (key: string) => ({ choices: made.choices.filter((one: Named) => one.key !== key).map(asked) });
    const asked = ({ key, label }: { key: string; label: object }) => ({ key, label });
    expect((await admin().patch(url, without('cozinha'))).body.field.choices).toHaveLength(2);

    const number = await openTicket(desk.as('ana'), { fields: { place: 'loja' } });
    const after = (await admin().patch(url, without('loja'))).body.field;
    expect(after.choices.find(({ key }: Named) => key === 'loja')).toMatchObject({ isArchived: true });
    expect((await patch(desk.as('ana'), number, { priority: 'high' })).body.ticket.fields).toEqual({ place: 'loja' });
    const empty = await admin().patch(url, { choices: [] });
    expect(empty.body.error.code).toBe('field_without_choices');
  });

  test('which is removed while nobody used it, and archived and brought back from then on', async () => {
    const unused = await add({ type: 'text', label: { en: 'Fax' } });
    expect((await admin().delete(`/api/fields/${unused.id}`)).body).toEqual({ became: 'removed' });
    expect(await keys()).not.toContain('fax');

    const used = await add({ type: 'text', label: { en: 'Telex' } });
    await openTicket(desk.as('ana'), { fields: { telex: '4711' } });
    expect((await admin().delete(`/api/fields/${used.id}`)).body).toEqual({ became: 'archived' });
    const found = (await listed()).find(({ key }: Named) => key === 'telex');
    expect(found).toMatchObject({ isArchived: true, isUsed: true });
    const back = await admin().patch(`/api/fields/${used.id}`, { isArchived: false });
    expect(back.body.field.isArchived).toBe(false);
  });

  test('and puts it before others', async () => {
    const last = (await listed()).at(-1);
    const { fields } = (await admin().put('/api/fields/order', { fields: [last.id] })).body;
    expect(fields[0].key).toBe(last.key);
  });

  test('at once for all processes, with news to every screen and an entry in the audit', async () => {
    await desk.settle();
    const { entries } = (await admin().get('/api/audit')).body;
    const actions = new Set(entries.map(({ action }: { action: string }) => action));
    for (const action of ['added', 'changed', 'removed', 'archived']) expect(actions).toContain(`field.${action}`);
    expect(actions).toContain('fields.ordered');
    const events = await desk.db.selectFrom('events').select('type').where('type', '=', 'fields.changed').execute();
    expect(events.length).toBeGreaterThan(5);
  });
});

test('nobody else makes fields, and what makes no sense is refused', async () => {
  expect((await desk.as('ana').post('/api/fields', { type: 'text', label: { en: 'x' } })).status).toBe(403);
  expect((await admin().post('/api/fields', { type: 'text', label: { en: ' ' } })).status).toBe(400);
  expect((await admin().post('/api/fields', { type: 'choice', label: { en: 'x' } })).body.error.code).toBe(
    'field_without_choices',
  );
  const twice = { key: 'product', type: 'text', label: { en: 'x' } };
  expect((await admin().post('/api/fields', twice)).body.error.code).toBe('field_key_taken');
});
