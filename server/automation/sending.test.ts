import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { letter } from '../inboxes/mail.fixture.ts';
import { fillTexts } from '../tickets/commands/fill-texts.ts';

let desk: Desk;
let ruleId = '';
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.clock.advance(24 * 60 * 60));

type Action = { action: string; params: Record<string, unknown> };
async function rule(...actions: Action[]) {
  if (ruleId !== '') await desk.as('adao').delete(`/api/triggers/${ruleId}`);
  const body = { name: 'Under test', listensTo: ['ticket.opened'], condition: { all: [] }, actions };
  const answer = await desk.as('adao').post('/api/triggers', body);
  ruleId = answer.body.rule?.id ?? '';
  return answer;
}
const reply = (texts: Record<string, string>): Action => ({ action: 'send_reply', params: { texts } });

let counter = 0;
async function mail(content: { from?: string; subject?: string; headers?: Record<string, string> } = {}) {
  const from = content.from ?? 'Carla Souza <carla@padariacentral.example>';
  const bytes = await letter({ subject: 'Forno', text: `Olá ${++counter}`, ...content, from });
  const headers = { 'content-type': 'message/rfc822' };
  expect((await desk.as('adao', 'token').post('/api/inbound/email', bytes, { headers })).status).toBe(202);
  await desk.settle();
  return (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body.tickets[0].number as number;
}
async function sent(number: number): Promise<(Email & { raw: string; to?: unknown })[]> {
  const { deliveries } = (await desk.as('adao').get(`/api/deliveries?ticket=${number}`)).body;
  const raws = deliveries.map(async ({ id }: { id: string }) => {
    const raw = (await desk.as('adao').get(`/api/deliveries/${id}/raw`)).text;
    return { ...(await PostalMime.parse(raw)), raw };
  });
  return Promise.all(raws);
}
async function history(number: number, type: string) {
  const all = (await desk.as('olivia').get(`/api/tickets/${number}/history`)).body.history;
  return all.filter((one: { type: string }) => one.type === type);
}
async function systemMail(): Promise<{ to: string; mail: Email; raw: string }[]> {
  const rows = await desk.db.selectFrom('outgoing_mail').select(['recipient', 'file_hash']).orderBy('id').execute();
  return Promise.all(
    rows.map(async ({ recipient, file_hash }) => {
      const bytes = await desk.p.files.get(file_hash as string);
      return { to: recipient, mail: await PostalMime.parse(bytes), raw: Buffer.from(bytes).toString('utf8') };
    }),
  );
}

describe('a rule that replies', () => {
  test('writes in the ticket’s language, in the thread, marked as written by a machine', async () => {
    await rule(reply({ en: 'Hello, #{{ ticket.number }}', 'pt-BR': 'Olá, #{{ ticket.number }}' }));
    const number = await mail({ from: 'mary@northwind.example', headers: { 'Content-Language': 'pt-BR' } });
    const [answer, ...more] = await sent(number);
    expect(more).toEqual([]);
    expect(answer?.text?.trim()).toContain(`Olá, #${number}`);
    expect(answer?.raw).toMatch(/^auto-submitted: auto-replied/im);
    const { messages } = (await desk.as('olivia').get(`/api/tickets/${number}/messages`)).body;
    expect(messages.at(-1)).toMatchObject({ author: { kind: 'rule' }, isAutomatic: true, direction: 'out' });
    const { ticket } = (await desk.as('olivia').get(`/api/tickets/${number}`)).body;
    expect(ticket.statusCategory).toBe('new');
  });

  test('sends nothing with a hole in it: the ticket names what is missing', async () => {
    await rule(reply({ en: 'For {{ field.order_number }} of {{ team.name }}' }));
    const number = await mail();
    expect(await sent(number)).toEqual([]);
    const [withheld] = await history(number, 'message.withheld');
    expect(withheld.reason).toEqual({
      code: 'template_unresolved',
      values: { variables: ['field.order_number', 'team.name'] },
    });
  });

  test('answers no machine and obeys the caps', async () => {
    await rule(reply({ en: 'Hello' }));
    const robot = await mail({ from: 'robot@machines.example', headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(await sent(robot)).toEqual([]);
    expect((await history(robot, 'message.withheld'))[0].reason.code).toBe('automatic_to_machine');
    const counts: number[] = [];
    for (let nth = 0; nth < 7; nth++) {
      counts.push((await sent(await mail({ from: 'eager@correio.example', subject: `Again ${nth}` }))).length);
    }
    expect(counts).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  test('repeats nothing of a stranger, and writes to nobody whom they name', async () => {
    const said = '{{ requester.name | default: "you" }} {{ ticket.subject | default: "your message" }}';
    await rule(reply({ en: said }));
    const number = await mail({
      from: '"Win a car at spam.example" <stranger@correio.example>',
      subject: 'Win a car at spam.example',
      headers: { 'Reply-To': 'victim@elsewhere.example' },
    });
    const [answer] = await sent(number);
    expect(answer?.text).toContain('you your message');
    expect(answer?.raw).not.toContain('victim@elsewhere.example');
  });

  test('is refused when it is saved if its template cannot be filled in', async () => {
    const answer = await rule(reply({ en: 'Hi {{ requester.shoe }}', 'pt-BR': '{% for a in b %}' }));
    expect([answer.status, answer.body.error.code]).toEqual([400, 'action_invalid']);
    expect(answer.body.error.message).toContain('Line 1, column 7: there is no variable requester.shoe.');
  });
});

describe('a rule that writes to others', () => {
  test('mails an address and agents, each once', async () => {
    const people = [`team:${desk.world.teams.support.uuid}`, `agent:${desk.world.agents.ana.uuid}`];
    const subjects = { en: 'Ticket #{{ ticket.number }}' };
    const texts = { en: 'See {{ ticket.url }}' };
    const addresses = ['boss@elsewhere.example', 'ana@atende.example'];
    await rule({ action: 'send_email', params: { addresses, people, subjects, texts } });
    const number = await mail({ from: 'mary@northwind.example' });
    const mails = await systemMail();
    expect(mails.map(({ to }) => to).sort()).toEqual([
      'ana@atende.example',
      'boss@elsewhere.example',
      'lia@atende.example',
      'rafael@atende.example',
    ]);
    expect(mails[0]?.mail).toMatchObject({
      subject: `Ticket #${number}`,
      text: expect.stringContaining(`/tickets/${number}`),
    });
    expect(mails[0]?.raw).toMatch(/^auto-submitted:/im);
    await desk.db.deleteFrom('outgoing_mail').execute();
  });

  test('tells agents in the app and by mail as each chose, and the history says whom', async () => {
    await rule({ action: 'notify', params: { people: [`agent:${desk.world.agents.rafael.uuid}`] } });
    const number = await mail({ from: 'mary@northwind.example' });
    const { notifications } = (await desk.as('rafael').get('/api/notifications')).body;
    expect(notifications[0]).toMatchObject({ type: 'agent.notified', ticket: { number } });
    expect((await systemMail()).map(({ to }) => to)).toEqual(['rafael@atende.example']);
    expect((await history(number, 'agent.notified'))[0].details.agent).toMatchObject({ name: 'Rafael Costa' });
    await desk.db.deleteFrom('outgoing_mail').execute();
    const quiet = { called: { inApp: true, byMail: false } };
    await desk.as('rafael').patch('/api/me/notifications', { choices: quiet });
    await mail({ from: 'mary@northwind.example' });
    expect(await systemMail()).toEqual([]);
  });

  test('tells a webhook that is there, and says on the ticket when it is not', async () => {
    const added = await desk.as('adao').post('/api/webhooks', { name: 'Shop', url: 'https://shop.example/hook' });
    await rule({ action: 'call_webhook', params: { webhook: added.body.webhook.id } });
    const number = await mail();
    const { deliveries } = (await desk.as('adao').get('/api/webhook-deliveries')).body;
    expect(deliveries[0]).toMatchObject({ ticketNumber: number, webhook: { name: 'Shop' } });
    await desk.as('adao').delete(`/api/webhooks/${added.body.webhook.id}`);
    const later = await mail();
    const query = desk.db.selectFrom('rule_runs').selectAll('rule_runs').orderBy('rule_runs.id', 'desc');
    const run = await query
      .innerJoin('tickets', 'tickets.id', 'ticket_id')
      .where('number', '=', later)
      .executeTakeFirst();
    expect(run).toMatchObject({ outcome: 'failed', reason: { values: { error: 'There is no such webhook.' } } });
  });
});

test('whatever a requester is called and writes comes out literally, in the body and in a subject of one line', async () => {
  const number = await mail({ from: 'mary@northwind.example' });
  const { id, requester_id } = await desk.db
    .selectFrom('tickets')
    .select(['id', 'requester_id'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '{{ ticket.number }}',
      '{% if true %}',
      '<b>x</b>',
      'a\r\nBcc: x@y.example',
      '\u202efdp.exe',
      `\${7*7}`,
      'z'.repeat(5_000),
    ),
  );
  await fc.assert(
    fc.asyncProperty(word, word, async (name, subject) => {
      // PostgreSQL keeps no NUL; what holds one is refused at every door.
      const [called, about] = [name.replaceAll('\0', ''), subject.replaceAll('\0', '')];
      await desk.db.updateTable('contacts').set({ name: called }).where('id', '=', requester_id).execute();
      await desk.db.updateTable('tickets').set({ subject: about }).where('id', '=', id).execute();
      const part = {
        subject: 'Re: {{ ticket.subject | default: "-" }}',
        text: '[{{ requester.name | default: "-" }}|{{ ticket.subject | default: "-" }}]',
      };
      const filled = await desk.db
        .transaction()
        .execute((tx) => fillTexts(tx, desk.p, { ticketId: id, texts: { en: part } }));
      expect(filled?.text).toBe(`[${called || '-'}|${about || '-'}]`);
      expect(filled?.subject).toMatch(/^Re:[^\r\n\u2028\u2029\u202e]*$/);
    }),
    { numRuns: 40 },
  );
});
