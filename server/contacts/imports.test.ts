import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactImport, ImportRow } from '../../contract/contact-imports.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { workbook } from './tables/workbook.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const adao = () => desk.as('adao');
const base = '/api/contact-imports';
const csv = { 'content-type': 'text/csv' };

async function read(file: string | Buffer, query: Record<string, string> = {}): Promise<ContactImport> {
  const answer = await adao().post(base, Buffer.from(file as string), { headers: csv, query });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return answer.body.contactImport;
}
const get = async (id: string): Promise<ContactImport> => (await adao().get(`${base}/${id}`)).body.contactImport;
const rowsOf = async (id: string, query: Record<string, string> = {}): Promise<ImportRow[]> =>
  (await adao().get(`${base}/${id}/rows`, { query })).body.rows;
async function act(id: string, what: 'start' | 'undo'): Promise<ContactImport> {
  const answer = await adao().post(`${base}/${id}/${what}`);
  expect([answer.status, answer.body.error]).toEqual([202, undefined]);
  await desk.settle();
  return get(id);
}
async function written(file: string): Promise<ContactImport> {
  return act((await read(file)).id, 'start');
}
const found = async (q: string) => (await adao().get('/api/contacts', { query: { q } })).body.contacts;
const audited = async (action: string) =>
  (await desk.as('olivia').get('/api/audit')).body.entries.filter(
    (entry: { action: string }) => entry.action === action,
  );

describe('a table that was read', () => {
  test('says what each row would do, and does nothing yet', async () => {
    const file =
      'Nome;E-mail;Telefone;Empresa;Cor\n' +
      'Nina Alves;nina@padaria-nova.example;(11) 3333-4444;Padaria Nova;azul\n' +
      'Carla S. Souza;carla@padariacentral.example;;Padaria Central;\n' +
      'João Pereira;joao@correio.example;;;\n' +
      'Sem endereço;;;;\n' +
      'Nina de novo;NINA@padaria-nova.example;;;\n';
    const read1 = await read(file, { name: 'clientes.csv', language: 'pt-BR' });
    expect(read1).toMatchObject({
      fileName: 'clientes.csv',
      source: { format: 'csv', delimiter: ';', encoding: 'utf-8' },
      state: 'draft',
      hasHeadings: true,
      total: 5,
      plans: { new: 1, changed: 1, same: 1, error: 2 },
      results: { waiting: 5 },
      by: 'Adão Reis',
    });
    expect(read1.columns.map(({ heading, target }) => [heading, target])).toEqual([
      ['Nome', 'name'],
      ['E-mail', 'email'],
      ['Telefone', 'phone'],
      ['Empresa', 'organization'],
      ['Cor', null],
    ]);
    expect(read1.columns[0]?.sample).toEqual(['Nina Alves', 'Carla S. Souza', 'João Pereira']);
    const rows = await rowsOf(read1.id);
    expect(
      rows.map(({ row, plan, changes, problems }) => [row, plan, changes, problems.map(({ code }) => code)]),
    ).toEqual([
      [2, 'new', [], []],
      [3, 'changed', ['name'], []],
      [4, 'same', [], []],
      [5, 'error', [], ['no_address']],
      [6, 'error', [], ['repeated']],
    ]);
    expect(await rowsOf(read1.id, { plan: 'error' })).toHaveLength(2);
    expect(await found('nina@padaria-nova')).toEqual([]);
  });

  test('is planned anew when the admin says what a column is', async () => {
    await adao().post('/api/fields', { holder: 'contact', type: 'tax_id', label: { en: 'Document' } });
    const { id } = await read(
      'Quem,Contato principal,Numero\nBia,bia@nova.example,529.982.247-25\nCaio,caio@nova.example,123\n',
    );
    expect((await get(id)).plans).toMatchObject({ new: 2 });
    const body = { columns: ['name', 'email', 'field:document'], hasHeadings: true };
    const set = await adao().put(`${base}/${id}/columns`, body);
    expect(set.body.contactImport.plans).toMatchObject({ new: 1, error: 1 });
    const [bad] = await rowsOf(id, { plan: 'error' });
    expect(bad?.problems).toEqual([
      { code: 'field_invalid', values: { field: 'document', problem: 'not_a_tax_id', value: '123' } },
    ]);
    const without = await adao().put(`${base}/${id}/columns`, { ...body, hasHeadings: false });
    expect(without.body.contactImport).toMatchObject({ total: 3, hasHeadings: false });
  });

  test.each([
    ['too few columns', ['email']],
    ['two organizations', ['organization', 'organization']],
    ['a field there is not', ['email', 'field:nothing']],
  ])('takes no columns that cannot be: %s', async (_, columns) => {
    const { id } = await read('a,b\nx,y\n');
    const answer = await adao().put(`${base}/${id}/columns`, { columns, hasHeadings: true });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'import_columns_wrong']);
  });

  test('is forgotten when it is discarded, and refused when it is no table', async () => {
    const { id } = await read('email\nx@nova.example\n');
    expect((await adao().delete(`${base}/${id}`)).status).toBe(204);
    expect((await adao().get(`${base}/${id}`)).status).toBe(404);
    const empty = await adao().post(base, Buffer.from('\n\n'), { headers: csv });
    expect([empty.status, empty.body.error.code]).toEqual([400, 'table_empty']);
  });

  test('may be a workbook', async () => {
    const bytes = workbook([
      ['Name', 'Email'],
      ['Xavier', 'xavier@nova.example'],
    ]);
    expect(await read(bytes)).toMatchObject({ source: { format: 'xlsx' }, plans: { new: 1 } });
  });

  test('is not for agents', async () => {
    for (const name of ['ana', 'lia', 'caio'] as const) {
      expect((await desk.as(name).post(base, Buffer.from('a'), { headers: csv })).status).toBe(403);
    }
  });
});

describe('an import', () => {
  test('writes the rows, tells of it, and keeps what could not be taken for a download', async () => {
    const done = await written(
      'Nome;E-mail;Telefone;Empresa;Observações;Idioma\n' +
        'Dora Dias;dora@mercado.example;11 98888-7777;Mercado Azul;liga à tarde;português\n' +
        'Eva Reis;eva@mercado.example;;mercado azul;;\n' +
        'Mary K.;mary@northwind.example;+1 555 0100;;;\n' +
        '=cmd();nobody;;;;\n',
    );
    expect(done).toMatchObject({ state: 'done', results: { made: 2, changed: 1, failed: 1, waiting: 0 } });
    const [dora] = await found('dora@mercado');
    expect(dora).toMatchObject({
      name: 'Dora Dias',
      notes: 'liga à tarde',
      language: 'pt-BR',
      organization: { name: 'Mercado Azul' },
      identities: [{ value: 'dora@mercado.example' }, { value: '11988887777' }],
    });
    const [eva] = await found('eva@mercado');
    expect(eva.organization.id).toBe(dora.organization.id);
    const [mary] = await found('mary@northwind');
    expect(mary).toMatchObject({ name: 'Mary K.', organization: { name: 'Northwind' } });
    expect(mary.identities.map(({ value }: { value: string }) => value)).toEqual([
      'mary@northwind.example',
      '+15550100',
    ]);

    const file = await adao().get(`${base}/${done.id}/errors.csv`);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect(file.text.replace('\ufeff', '').split('\r\n').slice(0, 2)).toEqual([
      '"row","why","Nome","E-mail","Telefone","Empresa","Observações","Idioma"',
      '"5","email_invalid nobody","\'=cmd()","nobody","","","",""',
    ]);
    expect(await audited('contact_import.started')).not.toEqual([]);
    const events = await desk.db.selectFrom('events').select('type').where('subject_kind', '=', 'contact').execute();
    expect(events.filter(({ type }) => type === 'contact.created')).toHaveLength(2);
  });

  test('finds the company by the domain of an address where the table names none', async () => {
    await written('email\nnew@padariacentral.example\n');
    expect((await found('new@padariacentral'))[0].organization).toMatchObject({ name: 'Padaria Central' });
  });

  test('read a second time changes nothing', async () => {
    const file = 'name,email\nFlora,flora@nova.example\n';
    expect((await written(file)).results).toMatchObject({ made: 1 });
    expect((await written(file)).results).toMatchObject({ made: 0, same: 1 });
  });

  test('is begun once', async () => {
    const { id } = await written('email\ngina@nova.example\n');
    for (const [what, code] of [['start', 'import_begun']]) {
      const answer = await adao().post(`${base}/${id}/${what}`);
      expect([answer.status, answer.body.error.code]).toEqual([409, code]);
    }
    const again = await adao().put(`${base}/${id}/columns`, { columns: ['email'], hasHeadings: true });
    expect(again.body.error.code).toBe('import_begun');
    expect((await adao().delete(`${base}/${id}`)).body.error.code).toBe('import_begun');
  });

  test('that was stopped leaves the rest unwritten, and what it wrote can be taken back', async () => {
    const { id } = await read('email\nhugo@nova.example\n');
    await adao().post(`${base}/${id}/start`);
    expect((await adao().post(`${base}/${id}/undo`)).body.error.code).toBe('import_running');
    expect((await adao().post(`${base}/${id}/stop`)).body.contactImport.state).toBe('stopped');
    await desk.settle();
    expect(await found('hugo@nova')).toEqual([]);
    expect(await act(id, 'undo')).toMatchObject({ state: 'undone', results: { waiting: 1 } });
  });

  test('writes a row as the desk stands then, not as it stood when it was planned', async () => {
    const { id } = await read('name,email\nIvo Lima,ivo@nova.example\n');
    await adao().post('/api/contacts', { name: 'Ivo', identities: [{ kind: 'email', value: 'ivo@nova.example' }] });
    expect((await act(id, 'start')).results).toMatchObject({ made: 0, changed: 1 });
    expect(await found('ivo@nova')).toMatchObject([{ name: 'Ivo Lima' }]);
  });

  test('of an agent who may no longer work here stops', async () => {
    const { id } = await read('email\njana@nova.example\n');
    await adao().post(`${base}/${id}/start`);
    await desk.db
      .updateTable('agents')
      .set({ is_active: false })
      .where('uuid', '=', desk.world.agents.adao.uuid)
      .execute();
    await desk.settle();
    await desk.db
      .updateTable('agents')
      .set({ is_active: true })
      .where('uuid', '=', desk.world.agents.adao.uuid)
      .execute();
    expect((await get(id)).state).toBe('stopped');
    expect(await found('jana@nova')).toEqual([]);
  });
});

describe('an import that is taken back', () => {
  test('leaves the desk as it was: no contact, no organization, no changed value', async () => {
    const before = await found('joao@correio');
    const file =
      'nome,email,telefone,empresa,document\nLara,lara@loja.example,,Loja Lilás,\nJoão P.,joao@correio.example,11 4444-5555,Loja Lilás,52998224725\n';
    const done = await written(file);
    expect(done.results).toMatchObject({ made: 1, changed: 1 });
    expect((await found('joao@correio'))[0]).toMatchObject({
      name: 'João P.',
      organization: { name: 'Loja Lilás' },
      fields: { document: '52998224725' },
    });
    expect(await act(done.id, 'undo')).toMatchObject({ state: 'undone', results: { undone: 2, left: 0 } });
    expect(await found('lara@loja')).toEqual([]);
    expect(await found('joao@correio')).toEqual(before);
    const organizations = await adao().get('/api/organizations', { query: { q: 'Lilás' } });
    expect(organizations.body.organizations).toEqual([]);
    expect(await audited('contact_import.undone')).not.toEqual([]);
  });

  test('keeps those who wrote meanwhile or were changed by somebody, and names them', async () => {
    const done = await written('name,email\nOne,one@later.example\nTwo,two@later.example\nThree,three@later.example\n');
    const ticket = { subject: 'Hi', requester: { email: 'one@later.example' }, message: { text: 'There' } };
    expect((await adao().post('/api/tickets', ticket)).status).toBe(201);
    const [two] = await found('two@later');
    await adao().patch(`/api/contacts/${two.id}`, { notes: 'Calls on Mondays' });
    expect(await act(done.id, 'undo')).toMatchObject({ results: { undone: 1, left: 2 } });
    expect(await found('three@later')).toEqual([]);
    expect(await found('two@later')).toMatchObject([{ notes: 'Calls on Mondays' }]);
    const left = await rowsOf(done.id, { state: 'left' });
    expect(left.map(({ row, contactId }) => [row, contactId === null])).toEqual([
      [2, false],
      [3, false],
    ]);
  });

  test('is taken back once', async () => {
    const { id } = await written('email\nmia@nova.example\n');
    await act(id, 'undo');
    const again = await adao().post(`${base}/${id}/undo`);
    expect([again.status, again.body.error.code]).toEqual([409, 'import_nothing_to_undo']);
  });
});

test('rows that break together are written one by one, and only the broken one is left out', async () => {
  await sql`create function refuse_broken() returns trigger language plpgsql as $$
    begin if new.name = 'Broken' then raise exception 'broken'; end if; return new; end $$`.execute(desk.db);
  await sql`create trigger refuse_broken before insert on contacts for each row execute function refuse_broken()`.execute(
    desk.db,
  );
  const done = await written('name,email\nPia,pia@broken.example\nBroken,b@broken.example\nRui,rui@broken.example\n');
  expect(done).toMatchObject({ state: 'done', results: { made: 2, failed: 1 } });
  const [broken] = await rowsOf(done.id, { state: 'failed' });
  expect(broken).toMatchObject({ row: 3, problems: [{ code: 'refused', values: { code: 'internal' } }] });
  expect((await found('broken.example')).map(({ name }: { name: string }) => name).sort()).toEqual(['Pia', 'Rui']);
});
