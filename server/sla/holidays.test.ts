import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { refreshHolidays } from './commands/holiday-sources.ts';

let desk: Desk;
let elsewhere: Server;
let feed: string;
/** What the calendar on the net answers. */
let said: { status: number; text: string; location?: string };

const calendar = (...dates: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Bakery',
    ...dates.flatMap((date) => [
      'BEGIN:VEVENT',
      `UID:${date}`,
      'SUMMARY:Fest',
      `DTSTART;VALUE=DATE:${date}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');

beforeAll(async () => {
  elsewhere = createServer((_, response) => {
    response.writeHead(said.status, {
      'content-type': 'text/calendar',
      ...(said.location && { location: said.location }),
    });
    response.end(said.text);
  });
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  feed = `http://${host}/holidays.ics`;
  desk = await startDesk({ config: { outboundHosts: [host] } });
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo', locale: 'pt-BR' });
});
afterAll(async () => {
  elsewhere?.close();
  await desk?.close();
});
beforeEach(() => {
  desk.clock.set(new Date('2026-11-19T17:00-03:00'));
  said = { status: 200, text: calendar('20261123') };
});

const admin = () => desk.as('olivia');
const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [[540, 1080]] : []));
const saoPaulo = { kind: 'country', country: 'BR', region: 'SP' };

async function make(fields: Record<string, unknown>) {
  const answer = await admin().post('/api/business-hours', { name: `Hours ${Math.random()}`, week, ...fields });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.businessHours;
}

async function closedOn(id: string): Promise<string[]> {
  const rows = await desk.db
    .selectFrom('holidays')
    .innerJoin('business_hours', 'business_hours.id', 'holidays.business_hours_id')
    .select(['date', 'holidays.name', 'hours'])
    .where('business_hours.uuid', '=', id)
    .orderBy('date')
    .execute();
  return rows.map(({ date, name, hours }) => `${String(date).slice(0, 10)} ${name}${JSON.stringify(hours)}`);
}
const in2026 = async (id: string) => (await closedOn(id)).filter((day) => day.startsWith('2026-1'));

describe('the holidays of a country', () => {
  test('close the desk this year and the next ones, in the words of the desk', async () => {
    const hours = await make({ sources: [saoPaulo] });
    expect(hours.sources[0]).toMatchObject({ kind: 'country', name: 'Brasil, São Paulo', country: 'BR', region: 'SP' });
    expect(await in2026(hours.id)).toEqual([
      '2026-10-04 Dia de Eleição[]',
      '2026-10-12 Nossa Senhora Aparecida[]',
      '2026-10-25 Dia de Eleição[]',
      '2026-11-02 Finados[]',
      '2026-11-15 Proclamação da República[]',
      '2026-11-20 Dia da Consciência Negra[]',
      '2026-12-25 Natal[]',
    ]);
    const years = new Set((await closedOn(hours.id)).map((day) => day.slice(0, 4)));
    expect([...years]).toEqual(['2024', '2025', '2026', '2027', '2028', '2029', '2030', '2031']);
    const carnival = hours.sources[0].days.find(({ key }: { key: string }) => key === 'easter -47');
    expect(carnival).toMatchObject({ date: '2027-02-09', name: 'Carnaval', kind: 'optional' });
  });

  test('are closed, as usual or open for hours, day by day and every year', async () => {
    const { id, sources, holidays } = await make({ sources: [saoPaulo] });
    expect(holidays).toEqual([]);
    const choices = { 'easter -47': 'closed', 'easter -46 PT14H': [[840, 1080]], '11-20': 'as_usual' };
    const url = `/api/business-hours/${id}`;
    const changed = await admin().patch(url, { sources: [{ id: sources[0].id, choices }] });
    expect(changed.body.businessHours.sources[0].choices).toEqual(choices);
    const days = await closedOn(id);
    expect(days).toContain('2027-02-09 Carnaval[]');
    expect(days).toContain('2028-02-29 Carnaval[]');
    expect(days).toContain('2027-02-10 Quarta-feira de Cinzas[[840,1080]]');
    expect(days.filter((day) => day.includes('-11-20'))).toEqual([]);
  });

  test('leave the days by hand in place, come back where one of those goes, and go when the list goes', async () => {
    const byHand = [{ date: '2026-12-25', name: 'Plantão', hours: [[540, 720]] }];
    const { id, sources } = await make({ sources: [saoPaulo], holidays: byHand });
    const url = `/api/business-hours/${id}`;
    expect((await in2026(id)).at(-1)).toBe('2026-12-25 Plantão[[540,720]]');
    await admin().patch(url, { holidays: [] });
    expect((await in2026(id)).at(-1)).toBe('2026-12-25 Natal[]');
    await admin().patch(url, { holidays: byHand, sources: [] });
    expect(await closedOn(id)).toEqual(['2026-12-25 Plantão[[540,720]]']);
    expect((await admin().patch(url, { sources: [{ id: sources[0].id, choices: {} }] })).status).toBe(400);
  });

  test('move what open tickets are due', async () => {
    const { ticket } = (
      await desk.as('ana', 'token').post('/api/tickets', {
        subject: 'Forno',
        requester: { email: 'carla@padariacentral.example' },
        message: { text: 'Parou.' },
      })
    ).body;
    await desk.settle();
    const due = async () => (await admin().get(`/api/tickets/${ticket.number}`)).body.ticket.nextDueAt.slice(0, 16);
    expect(await due()).toBe('2026-11-20T19:00');
    const hours = (await admin().get('/api/business-hours')).body.businessHours[0];
    await admin().patch(`/api/business-hours/${hours.id}`, { sources: [saoPaulo] });
    await desk.settle();
    expect(await due()).toBe('2026-11-23T19:00');
    await admin().patch(`/api/business-hours/${hours.id}`, { sources: [] });
  });

  test('of next years come by themselves, and what is past stays', async () => {
    const { id } = await make({ sources: [saoPaulo] });
    const before = await closedOn(id);
    desk.clock.set(new Date('2028-02-01T12:00Z'));
    await refreshHolidays(desk.p);
    const days = await closedOn(id);
    expect(days.filter((day) => day.startsWith('2033'))).toContain('2033-12-25 Natal[]');
    expect(days.filter((day) => day.startsWith('2024'))).toEqual(before.filter((day) => day.startsWith('2024')));
    const jobs = async () =>
      desk.db.selectFrom('events').select('id').where('type', '=', 'business_hours.changed').execute();
    const told = (await jobs()).length;
    await refreshHolidays(desk.p);
    expect((await jobs()).length).toBe(told);
  });

  test('can be looked at before, and only real places have any', async () => {
    const { countries } = (await admin().get('/api/holiday-countries')).body;
    const brazil = countries.find(({ id }: { id: string }) => id === 'BR');
    expect(brazil.regions).toContainEqual({ id: 'RJ', name: 'Rio de Janeiro' });
    const { body } = await admin().post('/api/holiday-days', saoPaulo);
    expect(body.days[0]).toEqual({
      key: '11-20',
      date: '2026-11-20',
      name: 'Dia da Consciência Negra',
      kind: 'public',
    });
    const nowhere = { ...saoPaulo, region: 'ZZ' };
    expect((await admin().post('/api/holiday-days', nowhere)).body.error.code).toBe('unknown_reference');
    expect((await admin().post('/api/business-hours', { name: 'x', week, sources: [nowhere] })).status).toBe(400);
    expect((await desk.as('ana').post('/api/holiday-days', saoPaulo)).status).toBe(403);
  });
});

describe('a calendar on the net', () => {
  test('closes the desk on its days, and is followed when it changes', async () => {
    const { id, sources } = await make({ sources: [{ kind: 'feed', url: feed }] });
    expect(sources[0]).toMatchObject({ kind: 'feed', name: 'Bakery', failure: null });
    expect(await closedOn(id)).toEqual(['2026-11-23 Fest[]']);
    said.text = calendar('20261123', '20261124');
    await refreshHolidays(desk.p);
    expect(await closedOn(id)).toEqual(['2026-11-23 Fest[]', '2026-11-24 Fest[]']);
  });

  test('that cannot be read again keeps its days and says why', async () => {
    const { id } = await make({ sources: [{ kind: 'feed', url: feed }] });
    const ours = async () =>
      (await admin().get('/api/business-hours')).body.businessHours.find((hours: { id: string }) => hours.id === id);
    said = { status: 404, text: 'gone' };
    await refreshHolidays(desk.p);
    expect((await ours()).sources[0]).toMatchObject({ failure: 'calendar_refused', failedAt: expect.any(String) });
    said = { status: 200, text: '<html>Sign in</html>' };
    await refreshHolidays(desk.p);
    expect((await ours()).sources[0].failure).toBe('calendar_unreadable');
    expect(await closedOn(id)).toEqual(['2026-11-23 Fest[]']);
    said.text = calendar('20261123');
    await refreshHolidays(desk.p);
    expect((await ours()).sources[0]).toMatchObject({ failure: null, failedAt: null });
  });

  test('is followed where it moved, but not for ever, and never into the own network', async () => {
    const look = async (url: string) => (await admin().post('/api/holiday-days', { kind: 'feed', url })).body;
    said = { status: 302, text: '', location: '/again' };
    expect((await look(feed)).error.code).toBe('calendar_refused');
    said = { status: 301, text: '', location: 'https://10.0.0.7/internal' };
    expect((await look(feed)).error.code).toBe('outbound_refused');
    for (const url of ['https://169.254.169.254/latest', 'webcal://[::1]/x', 'http://example.com/plain.ics']) {
      expect((await look(url)).error.code).toBe('outbound_refused');
    }
    for (const url of ['file:///etc/passwd', 'ftp://example.com/x', 'x'])
      expect((await look(url)).error.code).toBe('invalid_request');
  });

  test('that is too large is refused', async () => {
    said.text = 'X'.repeat(1_100_000);
    const { body } = await admin().post('/api/holiday-days', { kind: 'feed', url: feed });
    expect(body.error.code).toBe('outbound_too_large');
  });

  test('is refused when it cannot be read as it is added', async () => {
    said = { status: 500, text: '' };
    const answer = await admin().post('/api/business-hours', {
      name: 'x',
      week,
      sources: [{ kind: 'feed', url: feed }],
    });
    expect([answer.status, answer.body.error.code]).toEqual([503, 'calendar_refused']);
  });
});

test('a pasted file is read into days to add by hand', async () => {
  const { body } = await admin().post('/api/holiday-days', { kind: 'file', text: calendar('20261224', '20261123') });
  expect(body).toMatchObject({ name: 'Bakery', skipped: 0 });
  expect(body.days.map(({ date, name }: { date: string; name: string }) => `${date} ${name}`)).toEqual([
    '2026-11-23 Fest',
    '2026-12-24 Fest',
  ]);
});
