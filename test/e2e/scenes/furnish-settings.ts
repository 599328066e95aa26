import { newId } from '../../../server/platform/ids.ts';
import type { Answer } from '../../server.ts';
import type { OpenDesk } from '../desk.ts';

/** Something for every page of the settings that would be empty on an ordinary afternoon. */
export async function furnishSettings(on: OpenDesk): Promise<void> {
  await addMacros(on);
  await addSkills(on);
  await addMatrix(on);
  await addHolidays(on);
  await addWebhook(on);
  await on.db.insertInto('suppressions').values({ address: 'antigo@correio.example', reason: '550 5.1.1' }).execute();
}

async function addMacros({ as }: OpenDesk): Promise<void> {
  const texts = {
    'pt-BR':
      'Olá, {{ requester.first_name }}!\n\nPode nos enviar o certificado novo e o número do pedido {{ field.order_number }}? Assim que ele chegar, testamos a emissão com você.',
    en: 'Hello {{ requester.first_name }},\n\ncould you send us the new certificate?',
  };
  const actions = [
    { action: 'set_priority', params: { priority: 'high' } },
    { action: 'add_tags', params: { tags: ['certificado'] } },
  ];
  await done(as('adao').post('/api/macros', { name: 'Pedir o certificado', isShared: true, texts, actions }));
  const thanks = { name: 'Agradecer e resolver', texts: { 'pt-BR': 'Obrigado por avisar! Até a próxima.' } };
  await done(as('adao').post('/api/macros', { ...thanks, isShared: true }));
  for (const name of ['olivia', 'adao'] as const) {
    await done(as(name).post('/api/macros', { name: 'Minha despedida', texts: { 'pt-BR': 'Um abraço, até logo.' } }));
  }
}

async function addSkills({ as, world }: OpenDesk): Promise<void> {
  const levels: [Record<string, number>, Record<string, number>] = [{}, {}];
  const skills = [
    { en: 'Tax invoices', 'pt-BR': 'Notas fiscais' },
    { en: 'Ovens and cold rooms', 'pt-BR': 'Fornos e câmaras frias' },
  ];
  for (const [at, name] of skills.entries()) {
    const { skill } = (await done(as('adao').post('/api/skills', { name }))).body;
    levels[0][skill.id] = 3 + at;
    levels[1][skill.id] = 5;
  }
  const { bruno, rafael } = world.agents;
  await done(as('adao').patch(`/api/agents/${bruno.uuid}/limits`, { cap: 8, skills: levels[0] }));
  await done(as('adao').patch(`/api/agents/${rafael.uuid}/limits`, { skills: levels[1] }));
}

async function addMatrix({ as }: OpenDesk): Promise<void> {
  const priorityMatrix = [
    ['critical', 'high', 'high'],
    ['high', 'medium', 'medium'],
    ['medium', 'medium', 'low'],
  ];
  await done(as('adao').patch('/api/settings', { priorityMatrix }));
}

async function addHolidays({ as }: OpenDesk): Promise<void> {
  const { businessHours } = (await as('adao').get('/api/business-hours')).body;
  const sources = [{ kind: 'country', country: 'BR', region: 'SP' }];
  await done(as('adao').patch(`/api/business-hours/${businessHours[0].id}`, { sources }));
}

/** Its calls ended long ago: nothing is sent while pictures are taken. */
async function addWebhook({ db, as, clock }: OpenDesk): Promise<void> {
  const url = 'https://loja.padariacentral.example/ganchos/atende';
  const { webhook } = (await done(as('adao').post('/api/webhooks', { name: 'Loja virtual', url }))).body;
  const { id } = await db.selectFrom('webhooks').select('id').where('uuid', '=', webhook.id).executeTakeFirstOrThrow();
  const ticket = await db.selectFrom('tickets').select('id').orderBy('id').executeTakeFirstOrThrow();
  const call = { webhook_id: id, ticket_id: ticket.id, body: '{"type":"ticket"}', created_at: clock.now() };
  const calls = [
    { state: 'delivered' as const, attempts: 1, status: 200, answer: 'anotado', error: null },
    { state: 'failed' as const, attempts: 12, status: 503, answer: 'Service Unavailable', error: null },
    { state: 'failed' as const, attempts: 12, status: null, answer: null, error: 'outbound_unreachable' },
  ];
  await db
    .insertInto('webhook_deliveries')
    .values(calls.map((one) => ({ uuid: newId(), ...call, ...one })))
    .execute();
}

async function done(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(answer.text);
  return answer;
}
