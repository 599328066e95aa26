import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketSuggestion } from '../../contract/triage.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { letter } from '../inboxes/mail.fixture.ts';
import { get, openTicket, patch } from '../tickets/desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

type Mail = { subject: string; text: string; from?: string; inReplyTo?: string; headers?: Record<string, string> };

async function mail(content: Mail): Promise<number> {
  desk.clock.advance(3600);
  const bytes = await letter({ from: 'Carla Souza <carla@padariacentral.example>', ...content });
  const headers = { 'content-type': 'message/rfc822' };
  expect((await desk.as('adao', 'token').post('/api/inbound/email', bytes, { headers })).status).toBe(202);
  await desk.settle();
  return (await desk.as('olivia').get('/api/tickets?sort=updated&limit=1')).body.tickets[0].number;
}

async function suggested(number: number): Promise<TicketSuggestion[]> {
  return (await desk.as('olivia').get(`/api/tickets/${number}/suggestions`)).body.suggestions;
}

async function historyOf(number: number, type: string) {
  const { history } = (await desk.as('olivia').get(`/api/tickets/${number}/history`)).body;
  return history.filter((entry: { type: string }) => entry.type === type);
}

describe('a mail whose words are clear', () => {
  test('is given its topic at once, with the words that decided', async () => {
    const number = await mail({ subject: 'Segunda via do boleto', text: 'Olá, preciso da nota fiscal também.' });
    const ticket = await get(desk.as('olivia'), number);
    expect(ticket).toMatchObject({ topic: { slug: 'billing' }, language: expect.stringMatching(/^pt/) });
    expect(await historyOf(number, 'ticket.topic_changed')).toMatchObject([
      {
        actor: { kind: 'system' },
        reason: { code: 'suggested_by_words', values: { words: expect.arrayContaining(['boleto']) } },
      },
    ]);
    expect(await suggested(number)).toMatchObject([{ field: 'topic', state: 'applied' }]);
  });

  test('gets a priority only suggested, and an agent decides', async () => {
    const number = await mail({ subject: 'URGENTE: estamos esperando', text: 'Alguém pode responder?' });
    const [offer] = await suggested(number);
    expect(offer).toMatchObject({ field: 'priority', value: 'high', state: 'offered' });
    expect((await get(desk.as('olivia'), number)).priority).toBe('medium');

    const answer = await desk.as('ana').put(`/api/tickets/${number}/suggestions/${offer?.id}`, { isAccepted: true });
    expect(answer.body.suggestions).toMatchObject([{ state: 'accepted' }]);
    expect((await get(desk.as('olivia'), number)).priority).toBe('high');
  });

  test('keeps what an agent chose instead, for whoever learns from it', async () => {
    const number = await mail({ subject: 'Boleto', text: 'boleto' });
    expect((await patch(desk.as('ana'), number, { topic: 'complaint' })).status).toBe(200);
    await desk.settle();
    expect(await suggested(number)).toMatchObject([{ field: 'topic', state: 'corrected' }]);
    const row = await desk.db
      .selectFrom('suggestions')
      .innerJoin('tickets', 'tickets.id', 'suggestions.ticket_id')
      .select(['corrected_to', 'suggestions.value'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const { topics } = (await desk.as('ana').get('/api/topics')).body;
    expect(row.corrected_to).toBe(topics.find(({ slug }: { slug: string }) => slug === 'complaint').id);
  });

  test('is waved away by an agent, and stays so', async () => {
    const number = await mail({ subject: 'Urgente', text: 'por favor' });
    const [offer] = await suggested(number);
    await desk.as('ana').put(`/api/tickets/${number}/suggestions/${offer?.id}`, { isAccepted: false });
    const again = await desk.as('ana').put(`/api/tickets/${number}/suggestions/${offer?.id}`, { isAccepted: true });
    expect(again.body.suggestions).toMatchObject([{ state: 'dismissed' }]);
    expect((await get(desk.as('olivia'), number)).priority).toBe('medium');
  });

  test('is only suggested its topic where an agent opened it and left the topic open', async () => {
    const number = await openTicket(desk.as('ana'), { subject: 'Boleto vencido' });
    await desk.settle();
    expect(await suggested(number)).toMatchObject([{ field: 'topic', state: 'offered' }]);
    expect((await get(desk.as('olivia'), number)).topic).toBeNull();
  });

  test('of a machine is left alone', async () => {
    const headers = { 'Auto-Submitted': 'auto-generated' };
    const number = await mail({ subject: 'Boleto vencido', text: 'boleto, nota fiscal', headers });
    expect(await suggested(number)).toEqual([]);
  });
});

describe('what a customer writes', () => {
  test('fills fields of the ticket, and each says from which words', async () => {
    const number = await mail({
      subject: 'Pedido 48213 com problema',
      text: 'Aparece o erro E-1042 na tela. CPF 529.982.247-25.',
    });
    expect((await get(desk.as('olivia'), number)).fields).toEqual({
      order_number: '48213',
      error_code: 'E-1042',
      tax_id: '52998224725',
    });
    const changed = await historyOf(number, 'ticket.fields_changed');
    expect(changed.map(({ reason }: { reason: { values: { found: string } } }) => reason.values.found)).toEqual(
      expect.arrayContaining(['529.982.247-25', 'Pedido 48213']),
    );
    const { fields } = (await desk.as('olivia').get('/api/fields')).body;
    const used = fields.filter(({ isUsed }: { isUsed: boolean }) => isUsed).map(({ key }: { key: string }) => key);
    expect(used.toSorted()).toEqual(['error_code', 'order_number', 'tax_id']);
  });

  test('never takes the place of what a field has already, nor is read out of what is quoted', async () => {
    const number = await mail({ subject: 'Pedido 11111', text: 'Olá' });
    const quoted = '\n\nEm 20 de nov. de 2026, Suporte <support@atende.example> escreveu:\n> CPF 529.982.247-25\n';
    await mail({ subject: `Re: [#${number}] Pedido 22222`, text: `o pedido 33333${quoted}` });
    const { fields } = await get(desk.as('olivia'), number);
    expect(fields.order_number).toBe('11111');
    expect(fields.tax_id).toBeUndefined();
  });
});

test('of two mails that are read together the first one fills the field, too', async () => {
  const messageId = '<two-at-once@padariacentral.example>';
  const from = 'Carla Souza <carla@padariacentral.example>';
  const post = async (content: { subject: string; text: string; messageId?: string; inReplyTo?: string }) => {
    const headers = { 'content-type': 'message/rfc822' };
    await desk.as('adao', 'token').post('/api/inbound/email', await letter({ from, ...content }), { headers });
  };
  await post({ subject: 'Forno', text: 'O pedido 44444 não chegou.', messageId });
  await post({ subject: 'Re: Forno', text: 'E o pedido 55555 também não.', inReplyTo: messageId });
  await desk.settle();
  const { number, messageCount } = (await desk.as('olivia').get('/api/tickets?sort=updated&limit=1')).body.tickets[0];
  expect([messageCount, (await get(desk.as('olivia'), number)).fields.order_number]).toEqual([2, '44444']);
});

describe('an admin', () => {
  const rule = { name: { en: 'Serial' }, field: 'product_version', kind: 'pattern', pattern: String.raw`\bSN-(\d+)` };

  test('adds, tries, changes and removes what is read from messages', async () => {
    const tried = await desk.as('adao').post('/api/extraction-rules/try', { ...pick(rule), text: 'a SN-778 b' });
    expect(tried.body).toEqual({ value: '778', found: 'SN-778' });
    const { body } = await desk.as('adao').post('/api/extraction-rules', rule);
    const number = await mail({ subject: 'Olá', text: 'Meu aparelho é o SN-778' });
    expect((await get(desk.as('olivia'), number)).fields).toMatchObject({ product_version: '778' });

    const address = `/api/extraction-rules/${body.rule.id}`;
    expect((await desk.as('adao').patch(address, { isEnabled: false })).body.rule.isEnabled).toBe(false);
    const other = await mail({ subject: 'Olá', text: 'Meu aparelho é o SN-779' });
    expect((await get(desk.as('olivia'), other)).fields).toEqual({});
    expect((await desk.as('adao').delete(address)).status).toBe(204);
    expect((await desk.as('adao').patch(address, {})).status).toBe(404);
  });

  const pick = ({ kind, pattern }: typeof rule) => ({ kind, pattern });

  test.each([
    ['a pattern nobody can read', { ...rule, pattern: '(' }, 'condition_pattern_invalid'],
    ['a field that is not there', { ...rule, field: 'nothing' }, 'triage_rule_invalid'],
    ['no pattern at all', { ...rule, pattern: null }, 'triage_rule_invalid'],
  ])('is refused %s', async (_sentence, body, code) => {
    const answer = await desk.as('adao').post('/api/extraction-rules', body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  });

  test('says which words suggest a team, and removes the rule again', async () => {
    const teams = (await desk.as('adao').get('/api/teams')).body.teams;
    const billing = teams.find(({ slug }: { slug: string }) => slug === 'billing').id;
    const body = { field: 'team', value: billing, words: ['imposto de renda'], isSure: true };
    const added = await desk.as('adao').post('/api/suggestion-rules', body);
    expect(added.body.rule).toMatchObject({ ...body, isEnabled: true });
    const number = await mail({ subject: 'Imposto de renda', text: 'Preciso do informe.' });
    expect((await get(desk.as('olivia'), number)).team).toMatchObject({ slug: 'billing' });
    expect((await desk.as('adao').delete(`/api/suggestion-rules/${added.body.rule.id}`)).status).toBe(204);
    const wrong = await desk.as('adao').post('/api/suggestion-rules', { ...body, field: 'priority', value: 'huge' });
    expect(wrong.body.error.code).toBe('triage_rule_invalid');
  });

  test('sets priorities by impact and urgency, and agents only say those', async () => {
    const number = await mail({ subject: 'Olá', text: 'Tudo bem?' });
    await patch(desk.as('ana'), number, { impact: 1, urgency: 2 });
    expect(await get(desk.as('ana'), number)).toMatchObject({ impact: 1, urgency: 2, priority: 'medium' });

    const priorityMatrix = [
      ['critical', 'high', 'medium'],
      ['high', 'medium', 'low'],
      ['medium', 'low', 'low'],
    ];
    await desk.as('adao').patch('/api/settings', { priorityMatrix });
    await patch(desk.as('ana'), number, { urgency: 1 });
    expect(await get(desk.as('ana'), number)).toMatchObject({ priority: 'critical' });
    expect(await historyOf(number, 'ticket.priority_changed')).toMatchObject([
      { reason: { code: 'priority_by_matrix', values: { impact: 1, urgency: 1 } } },
    ]);
    await desk.as('adao').patch('/api/settings', { priorityMatrix: null });
  });
});
