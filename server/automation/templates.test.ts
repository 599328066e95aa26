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

const preview = (texts: Record<string, string | { subject: string; text: string }>, by: 'ana' | 'bruno' = 'ana') =>
  desk.as(by).post('/api/template-previews', { ticket: number, texts });

test('a text is seen on a real ticket in each language, with what has no value there', async () => {
  const texts = {
    en: 'Dear {{ requester.first_name }}, #{{ ticket.number }} is {{ ticket.status }}: {{ ticket.subject }}',
    'pt-BR': '{{ field.order_number }} {{ team.name }} {{ promise.first_reply | default: "logo" }}',
  };
  const { status, body } = await preview(texts);
  expect(status).toBe(200);
  expect(body).toMatchObject({ problems: [], language: 'en' });
  expect(body.previews).toEqual([
    { language: 'en', subject: null, text: `Dear Carla, #${number} is New: {{ ticket.number }} <b>`, unresolved: [] },
    {
      language: 'pt-BR',
      subject: null,
      text: expect.stringMatching(/^\{\{ field\.order_number \}\} Support até /),
      unresolved: ['field.order_number'],
    },
  ]);
});

test('a text that cannot be filled in says where, and the others are shown all the same', async () => {
  const { body } = await preview({ en: 'Hi\n{{ requester.shoe }}', 'pt-BR': 'Oi' });
  const problem = { language: 'en', code: 'template_variable', name: 'requester.shoe', line: 2, column: 4 };
  expect(body.problems).toEqual([problem]);
  expect(body.previews).toEqual([{ language: 'pt-BR', subject: null, text: 'Oi', unresolved: [] }]);
});

test('a text with a subject is seen with it, and what is missing or wrong there counts as well', async () => {
  const sound = { subject: '{{ field.order_number }}\n[#{{ ticket.number }}]', text: 'Hi {{ field.amount }}' };
  const { body } = await preview({ en: sound, 'pt-BR': { subject: '{{ requester.shoe }}', text: 'Oi' } });
  expect(body.previews).toEqual([
    {
      language: 'en',
      subject: `{{ field.order_number }} [#${number}]`,
      text: 'Hi {{ field.amount }}',
      unresolved: ['field.order_number', 'field.amount'],
    },
  ]);
  expect(body.problems).toMatchObject([{ language: 'pt-BR', code: 'template_variable', name: 'requester.shoe' }]);
});

test('a text that asks for a field there is not is refused with its place, wherever it is saved', async () => {
  const admin = desk.as('adao');
  const texts = { en: 'Hi\n{{ field.order_number }}', 'pt-BR': 'Oi\n{{ field.shoe }}' };
  const action = { action: 'send_reply', params: { texts } };
  const rule = { name: 'R', condition: { all: [] }, actions: [action] };
  const answers = [
    await admin.post('/api/macros', { name: 'M', isShared: true, texts }),
    await admin.post('/api/triggers', { ...rule, listensTo: ['ticket.opened'] }),
    await admin.post('/api/automations', rule),
  ];
  for (const { status, body } of answers) {
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'template_invalid',
      expect.stringContaining('pt-BR: Line 2, column 4: there is no variable field.shoe'),
    ]);
  }
  const confirmation = { texts: { en: { subject: 'x', text: '{{ field.shoe }}' } } };
  const [topic] = (await admin.get('/api/topics')).body.topics;
  const [inbox] = (await admin.get('/api/inboxes')).body.inboxes;
  const confirmed = [
    await admin.patch(`/api/topics/${topic.id}`, { confirmation: { kind: 'own', ...confirmation } }),
    await admin.patch(`/api/inboxes/${inbox.id}`, { confirmation: { isOn: true, ...confirmation } }),
  ];
  for (const { body } of confirmed) {
    expect(body.error.fields).toEqual({ 'confirmation.texts.en.text': 'template_variable' });
  }
  const { id } = (await admin.post('/api/macros', { name: 'M', texts: { en: 'x' } })).body.macro;
  expect((await admin.patch(`/api/macros/${id}`, { texts })).body.error.code).toBe('template_invalid');
});

test('nobody sees a ticket through a template that they may not see otherwise', async () => {
  expect((await preview({ en: '{{ ticket.subject }}' }, 'bruno')).status).toBe(404);
});

test('a form is told what there is to say, and which languages are answered in', async () => {
  const { body } = await desk.as('ana').get('/api/template-variables');
  expect(body.languages).toContain('en');
  expect(body.variables.map(({ name }: { name: string }) => name)).toContain('promise.first_reply');
});
