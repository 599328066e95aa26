import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { findOrMakeContact } from '../contacts/commands/find-or-make.ts';
import { transaction } from '../platform/database/database.ts';
import { openTicket } from './desk.fixture.ts';
import { seeded } from './reads/random-desk/random.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

let made = 0;
type Made = { id: string; email: string };
const ana = () => desk.as('ana');

async function person(more: object = {}): Promise<Made> {
  const email = `p${++made}@pessoas.example`;
  const body = { name: `Person ${made}`, identities: [{ kind: 'email', value: email }], ...more };
  const { body: answer } = await ana().post('/api/contacts', body);
  return { id: answer.contact.id, email };
}
const merge = (kept: Made, other: Made, take: string[] = []) =>
  ana().post(`/api/contacts/${kept.id}/merges`, { other: other.id, take });
const unmerge = (other: Made) => ana().delete(`/api/merged-contacts/${other.id}`);
const contactOf = async ({ id }: Made) => (await ana().get(`/api/contacts/${id}`)).body.contact;
const ticketOf = (who: Made) => openTicket(ana(), { requester: { email: who.email } });
const requesterOf = async (number: number) => (await ana().get(`/api/tickets/${number}`)).body.ticket.requester;

describe('two contacts that are one person', () => {
  let kept: Made;
  let other: Made;
  let number: number;
  beforeEach(async () => {
    kept = await person({ notes: 'Calls at noon.' });
    other = await person({ notes: 'Owns two ovens.', language: 'en' });
    number = await ticketOf(other);
  });

  test('are one: addresses, tickets and what was written down come together', async () => {
    const { body, status, text } = await merge(kept, other);
    expect(status, text).toBe(201);
    expect(body.contact).toMatchObject({
      id: kept.id,
      language: 'en',
      notes: 'Calls at noon.\n\nOwns two ovens.',
      identities: [{ value: kept.email }, { value: other.email }],
      tickets: [{ number }],
      merged: [{ id: other.id }],
    });
    expect((await requesterOf(number)).id).toBe(kept.id);
    expect((await contactOf(other)).id).toBe(kept.id);
    const { contacts } = (await ana().get('/api/contacts', { query: { q: 'pessoas' } })).body;
    expect(contacts.map(({ id }: Made) => id)).not.toContain(other.id);
  });

  test('are found as the one by mail from any address', async () => {
    await merge(kept, other);
    const sender = { kind: 'email' as const, value: other.email, name: '', isVerified: true, language: null };
    const found = await transaction(desk.db, (tx) => findOrMakeContact(tx, desk.p, sender));
    const row = await desk.db
      .selectFrom('contacts')
      .select('uuid')
      .where('id', '=', found.contactId)
      .executeTakeFirst();
    expect(row?.uuid).toBe(kept.id);
  });

  test('are apart again as they were, and what came since stays with the one that stayed', async () => {
    const before = await Promise.all([contactOf(kept), contactOf(other)]);
    await merge(kept, other);
    const since = await ticketOf(other);
    expect((await unmerge(other)).status).toBe(200);
    const [now, theirs] = await Promise.all([contactOf(kept), contactOf(other)]);
    expect(theirs).toEqual(before[1]);
    expect(now).toEqual({ ...before[0], tickets: [expect.objectContaining({ number: since })] });
    expect((await requesterOf(number)).id).toBe(other.id);
    expect((await requesterOf(since)).id).toBe(kept.id);
  });

  test('keep the values the agent chose, and the preview said so', async () => {
    const preview = await ana().get(`/api/contacts/${kept.id}/merges`, { query: { other: other.id } });
    expect(preview.body).toMatchObject({ ticketCount: 1, identities: [{ value: other.email }] });
    const conflicts = preview.body.values.filter(({ isConflict }: { isConflict: boolean }) => isConflict);
    expect(conflicts.map(({ name }: { name: string }) => name)).toEqual(['name']);
    const { name } = await contactOf(other);
    expect((await merge(kept, other, ['name'])).body.contact.name).toBe(name);
  });

  test('count only the tickets that the agent sees', async () => {
    await openTicket(desk.as('bruno'), { requester: { email: other.email }, team: 'billing' });
    const preview = await ana().get(`/api/contacts/${kept.id}/merges`, { query: { other: other.id } });
    expect(preview.body.ticketCount).toBe(1);
  });

  test('leave a line in the audit and in the history of each ticket, from and to', async () => {
    await merge(kept, other);
    await unmerge(other);
    const { entries } = (await desk.as('adao').get('/api/audit')).body;
    const actions = entries.map(({ action }: { action: string }) => action);
    expect(actions).toContain('contact.merged');
    expect(actions).toContain('contact.unmerged');
    const { history } = (await ana().get(`/api/tickets/${number}/history`)).body;
    const changed = history.filter(({ type }: { type: string }) => type === 'ticket.requester_changed');
    expect(changed).toHaveLength(2);
    const { version } = (await ana().get(`/api/tickets/${number}`)).body.ticket;
    const last = await desk.db
      .selectFrom('events')
      .select('ticket_version')
      .where('type', '=', 'ticket.requester_changed')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    expect(last?.ticket_version).toBe(version);
  });
});

test('participants stand once, and apart again take part as they did', async () => {
  const [kept, other, asker] = [await person(), await person(), await person()];
  const number = await ticketOf(asker);
  const copies = async () =>
    (await ana().get(`/api/tickets/${number}`)).body.ticket.participants.map(({ id }: Made) => id).sort();
  for (const who of [kept, other]) {
    const added = await ana().patch(`/api/tickets/${number}/participants`, { add: [{ email: who.email }] });
    expect(added.status, added.text).toBe(200);
  }
  await merge(kept, other);
  expect(await copies()).toEqual([kept.id]);
  await unmerge(other);
  expect(await copies()).toEqual([kept.id, other.id].sort());
  await merge(asker, other);
  expect(await copies()).toEqual([kept.id]);
  await unmerge(other);
  expect(await copies()).toEqual([kept.id, other.id].sort());
});

test('who may not write contacts, or names one that is not there, merges nothing', async () => {
  const [kept, other] = [await person(), await person()];
  expect((await desk.as('caio').post(`/api/contacts/${kept.id}/merges`, { other: other.id })).status).toBe(403);
  const nobody = { other: desk.world.agents.ana.uuid };
  expect((await ana().post(`/api/contacts/${kept.id}/merges`, nobody)).body.error.code).toBe('contact_not_found');
  expect((await merge(kept, kept)).body.error.code).toBe('contact_into_itself');
  expect((await unmerge(other)).body.error.code).toBe('contact_not_merged');
  await merge(kept, other);
  expect((await merge(await person(), other)).body.error.code).toBe('contact_merged');
});

describe('contacts that may be one person are suggested', () => {
  const duplicates = async ({ id }: Made) => (await ana().get(`/api/contacts/${id}/duplicates`)).body.duplicates;

  test('by number, however it was written, and by name in one organization', async () => {
    const phone = (value: string) => ({ identities: [{ kind: 'phone', value }] });
    const organization = desk.world.organizations.northwind.uuid;
    const first = await person({ ...phone('+55 11 98888-7777'), name: 'Rui', organization });
    const second = await person({ ...phone('11 98888-7777'), name: 'R.' });
    const third = await person({ name: 'RUI', organization });
    await person({ name: 'Rui' });
    expect(await duplicates(first)).toMatchObject([
      { id: second.id, reasons: ['number'] },
      { id: third.id, reasons: ['name'] },
    ]);
    await merge(first, second);
    expect(await duplicates(first)).toMatchObject([{ id: third.id }]);
  });

  test('by CPF in a field of the desk', async () => {
    await desk.as('adao').post('/api/fields', { holder: 'contact', type: 'tax_id', label: { en: 'CPF' } });
    const [one, other] = [
      await person({ fields: { cpf: '529.982.247-25' } }),
      await person({ fields: { cpf: '52998224725' } }),
    ];
    expect(await duplicates(one)).toMatchObject([{ id: other.id, reasons: ['tax_id'] }]);
  });
});

test('after any history of merges, undoings and tickets, everything belongs to the top of whose it was', {
  timeout: 120_000,
}, async () => {
  const random = seeded(32);
  const people = [await person(), await person(), await person(), await person()];
  const into = new Map<string, Made>();
  const top = (who: Made): Made => (into.has(who.id) ? top(into.get(who.id) as Made) : who);
  const tickets: { number: number; whose: Made }[] = [];
  const one = () => people[Math.floor(random() * people.length)] as Made;
  for (let step = 0; step < 60; step++) {
    const [a, b] = [one(), one()];
    const kind = random();
    if (kind < 0.35) tickets.push({ number: await ticketOf(a), whose: top(a) });
    else if (kind < 0.7) {
      const isAllowed = a !== b && !into.has(a.id) && !into.has(b.id);
      expect((await merge(a, b)).status).toBe(isAllowed ? 201 : 409);
      if (isAllowed) into.set(b.id, a);
    } else {
      expect((await unmerge(b)).status).toBe(into.has(b.id) ? 200 : 409);
      into.delete(b.id);
    }
    for (const { number, whose } of tickets) expect((await requesterOf(number)).id).toBe(top(whose).id);
    for (const who of people) {
      const { identities } = await contactOf(who);
      const expected = people.filter((other) => top(other) === top(who)).map(({ email }) => email);
      expect(identities.map(({ value }: { value: string }) => value).sort()).toEqual(expected.sort());
    }
  }
});
