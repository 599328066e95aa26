import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addSample } from '../../server/cli/sample/add-sample.ts';
import type { AgentName } from '../world.ts';
import { launchBrowser } from './browser.ts';
import { customerWrites, type OpenDesk, openDesk } from './desk.ts';
import { sendMail } from './mail.ts';
import { type Furniture, type Language, type Scene, sayIn, scenes } from './scenes.ts';
import { accessibilityFaults, openScreen, photograph, quietFaults, type Screen, sidewaysScroll } from './screen.ts';

/**
 * Every scene in both languages, light and dark, at a desk's width and a telephone's: photographed into `pictures/`, checked
 * by axe with every rule, quiet in the console, without a scroll to the side.
 */
let desk: OpenDesk;
let empty: OpenDesk;
let browser: Browser;
let set: Furniture;
beforeAll(async () => {
  [desk, empty, browser] = await Promise.all([openDesk(), openDesk({ isEmpty: true }), launchBrowser()]);
  set = await furnish(desk);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([desk?.close(), empty?.close()]);
});

const people: Record<Language, Record<NonNullable<Scene['as']>, AgentName>> = {
  en: { admin: 'olivia', agent: 'ana', limited: 'lia' },
  'pt-BR': { admin: 'adao', agent: 'bruno', limited: 'caio' },
};
const widths = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 360, height: 740 },
} as const;

describe.each(['en', 'pt-BR'] as const)('every screen in %s', (language) => {
  test.concurrent.each(['wide', 'narrow'] as const)('%s', { timeout: 900_000 }, async (width) => {
    const seats = new Map<string, Screen>();
    const faults: string[] = [];
    for (const scene of scenes.filter(({ only }) => only === undefined || only === width)) {
      const screen = await seatFor(seats, scene, { language, width });
      const found = await look(screen, scene, { language, width }).catch((error: Error) => [error.message]);
      faults.push(...found.map((fault) => `${scene.name}: ${fault}`));
    }
    await Promise.all([...seats.values()].map(({ context }) => context.close()));
    expect(faults).toEqual([]);
  });
});

type Way = { language: Language; width: keyof typeof widths };

/** One browser window per person, kept from scene to scene as people do. */
async function seatFor(seats: Map<string, Screen>, scene: Scene, { language, width }: Way): Promise<Screen> {
  const name = scene.onEmptyDesk ? 'first' : (scene.as ?? 'visitor');
  const known = seats.get(name);
  if (known) return known;
  const as = scene.as === undefined ? {} : { as: people[language][scene.as] };
  const options: BrowserContextOptions = { viewport: widths[width], locale: language };
  const screen = await openScreen(browser, { desk: scene.onEmptyDesk ? empty : desk, ...as, ...options });
  seats.set(name, screen);
  return screen;
}

/** What is wrong with one scene, in light and in dark. Dark differs by its colours alone: there their rules are enough. */
async function look(screen: Screen, scene: Scene, { language, width }: Way): Promise<string[]> {
  const { page } = screen;
  screen.noise.length = 0;
  await page.emulateMedia({ colorScheme: 'light' });
  await scene.open({ page, say: sayIn(language), set });
  await settled(screen);
  await photograph(page, `${scene.name}-light-${width}-${language}`);
  const faults = await accessibilityFaults(screen);
  await page.emulateMedia({ colorScheme: 'dark' });
  await settled(screen);
  await photograph(page, `${scene.name}-dark-${width}-${language}`);
  faults.push(...(await accessibilityFaults(screen, 'colours')).map((fault) => `dark: ${fault}`));
  const sideways = await sidewaysScroll(page);
  if (sideways > 0) faults.push(`${sideways} pixels beyond the edge`);
  faults.push(...quietFaults(screen, { statuses: scene.statuses ?? [] }));
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  return faults;
}

/** Fonts are there and nothing moves any more. */
async function settled({ page }: Screen): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const moving = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });
}

/** An ordinary afternoon, and something for every list. */
async function furnish(on: OpenDesk): Promise<Furniture> {
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
    attachments: [{ filename: 'orçamento novembro.pdf', content: '%PDF-1.4', contentType: 'application/pdf' }],
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
  return {
    busy,
    fresh,
    html: await numberOf('Orçamento em anexo'),
    closed: await numberOf('Trocar a senha do caixa'),
    invite: onlyPath(html.body.inviteUrl),
    reset: onlyPath(reset.body.inviteUrl),
  };
}

/** Links name the desk as its people know it; the pictures go by its address. */
function onlyPath(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + hash;
}
