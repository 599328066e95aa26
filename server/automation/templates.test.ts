import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

let desk: Desk;
let number = 0;
beforeAll(async () => {
  desk = await startDesk();
  const requester = { email: 'carla@padariacentral.example' };
  const body = { subject: '{{ ticket.number }} <b>', requester, message: { text: 'O forno parou.' }, team: 'support' };
  number = (await desk.as('ana', 'token').post('/api/tickets', body)).body.ticket.number;
});
afterAll(() => desk?.close());

const preview = (texts: Record<string, string>, by: 'ana' | 'bruno' = 'ana') =>
  desk.as(by).post('/api/template-previews', { ticket: number, texts });

test('a text is seen on a real ticket in each language, with what has no value there', async () => {
  const texts = {
    en: 'Dear {{ requester.first_name }}, #{{ ticket.number }} is {{ ticket.status }}: {{ ticket.subject }}',
    'pt-BR': '{{ field.serial }} {{ team.name }} {{ promise.first_reply | default: "logo" }}',
  };
  const { status, body } = await preview(texts);
  expect(status).toBe(200);
  expect(body).toMatchObject({ problems: [], language: 'en' });
  expect(body.previews).toEqual([
    { language: 'en', text: `Dear Carla, #${number} is New: {{ ticket.number }} <b>`, unresolved: [] },
    {
      language: 'pt-BR',
      text: expect.stringMatching(/^\{\{ field\.serial \}\} Support até /),
      unresolved: ['field.serial'],
    },
  ]);
});

test('a text that cannot be filled in says where, and the others are shown all the same', async () => {
  const { body } = await preview({ en: 'Hi\n{{ requester.shoe }}', 'pt-BR': 'Oi' });
  const problem = { language: 'en', code: 'template_variable', name: 'requester.shoe', line: 2, column: 4 };
  expect(body.problems).toEqual([problem]);
  expect(body.previews).toEqual([{ language: 'pt-BR', text: 'Oi', unresolved: [] }]);
});

test('nobody sees a ticket through a template that they may not see otherwise', async () => {
  expect((await preview({ en: '{{ ticket.subject }}' }, 'bruno')).status).toBe(404);
});

test('a form is told what there is to say, and which languages are answered in', async () => {
  const { body } = await desk.as('ana').get('/api/template-variables');
  expect(body.languages).toContain('en');
  expect(body.variables.map(({ name }: { name: string }) => name)).toContain('promise.first_reply');
});
