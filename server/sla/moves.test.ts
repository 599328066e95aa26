import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

let desk: Desk;
const open: number[] = [];
const monday = (time: string) => new Date(`2026-11-09T${time}-03:00`);
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo' });
  desk.clock.set(monday('09:00'));
  for (const priority of ['medium', 'high', 'critical']) {
    const requester = { email: 'carla@padariacentral.example' };
    const body = { subject: `Forno ${priority}`, requester, priority, message: { text: 'Parou.' } };
    open.push((await desk.as('ana', 'token').post('/api/tickets', body)).body.ticket.number);
  }
  await desk.settle();
});
afterAll(async () => desk?.close());
beforeEach(() => desk.clock.set(monday('10:30')));

const admin = () => desk.as('olivia');
const standard = async () => (await admin().get('/api/sla-policies')).body.policies.at(-1);
const defaults = async () => (await admin().get('/api/business-hours')).body.businessHours[0];
const week = (from: number, to: number) => Array.from({ length: 7 }, (_, day) => (day < 5 ? [[from, to]] : []));
const promise = (minutes: number) => ({ first_reply: { medium: { minutes, hours: 'business' } } });

async function moves(change: Record<string, unknown>) {
  const answer = await admin().post('/api/sla-moves', change);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.moves;
}

/** What is saved, as far as due times hang on it. */
async function saved(): Promise<string> {
  const tables = ['sla_policies', 'business_hours', 'holidays', 'holiday_sources', 'sla_clocks', 'teams', 'inboxes'];
  const counts = tables.map(
    (name) => sql`(select md5(coalesce(string_agg(t::text, '' order by t::text), ''))
    from ${sql.table(name)} t)`,
  );
  const { rows } = await sql`select array[${sql.join(counts)}] as all, (select max(id) from events) as last`.execute(
    desk.db,
  );
  return JSON.stringify(rows);
}

describe('what a change would move', () => {
  test('a shorter promise: earlier, and late at once where its time has passed', async () => {
    const before = await saved();
    const { id } = await standard();
    const answer = await moves({ change: 'policy', id, policy: { targets: promise(60) } });
    expect(answer).toMatchObject({ examined: 3, isAll: true, earlier: 1, later: 0, end: 2, lateAtOnce: 1 });
    expect(answer.first[0]).toMatchObject({ number: open[0], subject: 'Forno medium' });
    expect(answer.first[0].from.slice(0, 16)).toBe('2026-11-09T20:00');
    expect(answer.first[0].to.slice(0, 16)).toBe('2026-11-09T13:00');
    expect(await saved()).toBe(before);
  });

  test('is what then happens', async () => {
    const { id, targets } = await standard();
    const other = { ...targets, first_reply: { ...targets.first_reply, high: { minutes: 300, hours: 'business' } } };
    const foreseen = (await moves({ change: 'policy', id, policy: { targets: other } })).first;
    expect(foreseen).toHaveLength(1);
    await admin().patch(`/api/sla-policies/${id}`, { targets: other });
    await desk.settle();
    const { ticket } = (await admin().get(`/api/tickets/${open[1]}`)).body;
    expect(ticket.nextDueAt).toBe(foreseen[0].to);
    await admin().patch(`/api/sla-policies/${id}`, { targets });
    await desk.settle();
  });

  test('a new policy comes last and moves nothing that is promised; put first, it does', async () => {
    const policy = { targets: promise(15) };
    expect(await moves({ change: 'policy', id: null, policy })).toMatchObject({
      earlier: 0,
      later: 0,
      begin: 0,
      end: 0,
    });
    const made = (await admin().post('/api/sla-policies', { name: 'Fast', ...policy })).body.policy;
    await desk.settle();
    expect(await moves({ change: 'policy_order', policies: [made.id] })).toMatchObject({
      earlier: 1,
      end: 2,
      lateAtOnce: 1,
    });
    expect(await moves({ change: 'policy_removed', id: made.id })).toMatchObject({ earlier: 0, later: 0, end: 0 });
    await admin().delete(`/api/sla-policies/${made.id}`);
    await desk.settle();
  });

  test('a policy that is switched off or removed: nobody is due', async () => {
    const { id } = await standard();
    expect(await moves({ change: 'policy', id, policy: { isEnabled: false } })).toMatchObject({ end: 3, earlier: 0 });
    expect(await moves({ change: 'policy_removed', id })).toMatchObject({ end: 3 });
  });

  test('business hours and holidays', async () => {
    const before = await saved();
    const { id } = await defaults();
    const hours = (fields: Record<string, unknown>) => moves({ change: 'business_hours', id, hours: fields });
    expect(await hours({ week: week(720, 1080) })).toMatchObject({ later: 3, earlier: 0, lateAtOnce: 0 });
    expect(await hours({ week: week(480, 1080) })).toMatchObject({ later: 0, earlier: 0 });
    expect(await hours({ timeZone: 'America/Manaus' })).toMatchObject({ later: 3 });
    expect(await hours({ holidays: [{ date: '2026-11-09', name: 'Feriado', hours: [] }] })).toMatchObject({ later: 3 });
    expect(await hours({ sources: [{ kind: 'country', country: 'BR', region: null }] })).toMatchObject({ later: 0 });
    const zumbi = { kind: 'country', country: 'BR', region: null, choices: { '11-20': 'as_usual' } };
    expect(await hours({ sources: [zumbi], week: week(540, 570) })).toMatchObject({ later: 3 });
    expect(await saved()).toBe(before);
  });

  test('new business hours for a team move what that team holds', async () => {
    const teamId = (await admin().get('/api/teams')).body.teams[0].id;
    const [number = 0] = open;
    const { version } = (await admin().get(`/api/tickets/${number}`)).body.ticket;
    await admin().patch(`/api/tickets/${number}`, { version, team: teamId });
    await desk.settle();
    const hours = { week: week(720, 1080), teams: [teamId] };
    expect(await moves({ change: 'business_hours', id: null, hours })).toMatchObject({ later: 1 });
    const made = (await admin().post('/api/business-hours', { name: 'Afternoon', ...hours })).body.businessHours;
    await desk.settle();
    expect(await moves({ change: 'business_hours_removed', id: made.id })).toMatchObject({ earlier: 1, later: 0 });
  });

  test('is asked by nobody who may not change it, and not of what is not there', async () => {
    const gone = '01930000-0000-7000-8000-00000000dead';
    expect((await desk.as('ana').post('/api/sla-moves', { change: 'policy_removed', id: gone })).status).toBe(403);
    const status = async (change: Record<string, unknown>) => (await admin().post('/api/sla-moves', change)).status;
    expect(await status({ change: 'policy', id: gone, policy: {} })).toBe(404);
    expect(await status({ change: 'business_hours', id: gone, hours: {} })).toBe(404);
    const { id } = await standard();
    const condition = { field: 'mood', op: 'is', value: 'good' };
    expect(await status({ change: 'policy', id, policy: { condition } })).toBe(400);
  });
});
