import { expect, vi } from 'vitest';
import { addSample } from '../../../server/cli/sample/add-sample.ts';
import { customerWrites, type OpenDesk } from '../desk.ts';
import { sendMail } from '../mail.ts';
import { furnishSettings } from './furnish-settings.ts';
import { painted } from './painted.ts';
import type { Furniture } from './scene.ts';

/** An ordinary afternoon, and something for every list. */
export async function furnish(on: OpenDesk): Promise<Furniture> {
  await on.db
    .updateTable('agents')
    .set({ locale: 'pt-BR' })
    .where('name', 'in', ['Adão Reis', 'Bruno Dias', 'Caio Melo'])
    .execute();
  await on.db.updateTable('agents').set({ role: 'limited' }).where('name', '=', 'Caio Melo').execute();
  await addSample(on.p);
  const admin = on.as('olivia', 'token');
  const numberOf = async (subject: string) =>
    (await on.db.selectFrom('tickets').select('number').where('subject', '=', subject).executeTakeFirstOrThrow())
      .number;
  const busy = await numberOf('Não consigo emitir a nota fiscal');
  const patch = async (number: number, body: object) => {
    const { version } = (await admin.get(`/api/tickets/${number}`)).body.ticket;
    await admin.patch(`/api/tickets/${number}`, { version, ...body });
  };
  const { agents } = on.world;
  await patch(busy, { assignee: agents.rafael.uuid, status: 'pending' });
  await customerWrites(on, busy, 'Renovei o certificado, mas a rejeição continua.');
  const fresh = await numberOf('Does the app work offline?');
  await patch(fresh, { assignee: agents.lia.uuid });
  await patch(await numberOf('API returns 429 after the update'), { assignee: agents.caio.uuid });
  const mentions = [agents.olivia.uuid, agents.adao.uuid];
  const note = { kind: 'note', text: '@Olívia Prado @Adão Reis, vocês conhecem este caso?', mentions };
  await on.as('rafael').post(`/api/tickets/${busy}/messages`, note);

  const html = await on
    .as('olivia')
    .post('/api/agents', { name: 'Nina Alves', email: 'nina@atende.example', role: 'agent' });
  const reset = await on.as('olivia').post(`/api/agents/${agents.rafael.uuid}/invite`);
  await sendMail(on.mailPort, {
    from: { name: 'João Pereira', address: 'joao@correio.example' },
    subject: 'Orçamento em anexo',
    text: 'Segue o orçamento.',
    html: '<p>Boa tarde,</p><p>segue o <b>orçamento</b> em anexo. A <a href="https://example.com/tabela">tabela</a> vale até sexta.</p><blockquote>Em 20/11 você escreveu: pode enviar?</blockquote><table><tr><th>Item</th><th>Preço</th></tr><tr><td>Forno</td><td>R$ 4.200,00</td></tr></table>',
    attachments: [
      { filename: 'orçamento novembro.pdf', content: '%PDF-1.4', contentType: 'application/pdf' },
      { filename: 'forno.png', content: painted(640, 400), contentType: 'image/png' },
      { filename: 'forno de lado.png', content: painted(300, 500), contentType: 'image/png' },
    ],
  });
  const part = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n';
  const head = 'From: carla@padariacentral.example\r\nTo: support@atende.example\r\nSubject: Three thousand parts\r\n';
  await sendMail(on.mailPort, {
    envelope: { from: 'carla@padariacentral.example', to: ['support@atende.example'] },
    raw: `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(3000)}--b--\r\n`,
  });
  await on
    .as('olivia')
    .post(`/api/tickets/${fresh}/messages`, { kind: 'reply', text: 'Yes: scan first, it syncs later.' });
  await vi.waitFor(
    async () => {
      expect((await admin.get('/api/inbound')).body.parked).toHaveLength(1);
      expect((await admin.get('/api/deliveries?state=sent')).body.deliveries).toHaveLength(1);
    },
    { timeout: 60_000, interval: 200 },
  );
  const closed = await numberOf('Trocar a senha do caixa');
  await furnishSettings(on);
  await addDouble(on);
  await changeMany(on, [busy, fresh, closed]);
  return {
    busy,
    fresh,
    html: await numberOf('Orçamento em anexo'),
    closed,
    contact: on.world.contacts.mary.uuid,
    organization: on.world.organizations.northwind.uuid,
    table: await addTable(on),
    invite: onlyPath(html.body.inviteUrl),
    reset: onlyPath(reset.body.inviteUrl),
    onlooker: on.world.agents.rafael.apiToken,
  };
}

/** Everybody's, a line for each ticket. */
async function addTable({ as }: OpenDesk): Promise<string> {
  const { body } = await as('olivia').post('/api/views', {
    name: { en: 'Bakeries and shops', 'pt-BR': 'Padarias e lojas' },
    kind: 'workspace',
    condition: { field: 'status_category', op: 'is_not', value: 'closed' },
    layout: 'table',
  });
  return body.view.id;
}

/** Somebody who is likely in the books already. */
async function addDouble({ as, world }: OpenDesk): Promise<void> {
  await as('olivia').post('/api/contacts', {
    name: 'Mary Kline',
    identities: [
      { kind: 'email', value: 'mary.kline@elsewhere.example' },
      { kind: 'phone', value: '+5511999990000' },
    ],
    organization: world.organizations.northwind.uuid,
    language: 'es',
    notes: 'Prefers the telephone.',
  });
}

/** A change of many tickets whose card stays for as long as pictures are taken; some refuse it. */
async function changeMany({ as, db, settle }: OpenDesk, numbers: number[]): Promise<void> {
  const actions = [{ action: 'add_tags', params: { tags: ['recall'] } }];
  for (const name of ['ana', 'bruno'] as const)
    await as(name).post('/api/bulk-runs', { tickets: { numbers }, actions });
  await settle();
  await db
    .updateTable('bulk_runs')
    .set({ ended_at: new Date(Date.now() + 86_400_000) })
    .execute();
}

/** Links name the desk as its people know it; the pictures go by its address. */
function onlyPath(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + hash;
}
