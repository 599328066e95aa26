import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchHit } from '../../contract/search.ts';
import { searchableText } from '../../domain/searchable.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { newId } from '../platform/ids.ts';
import { searchDocument } from '../tickets/search-document.ts';
import { addTicket, type GivenTicket } from '../views/tickets.fixture.ts';
import { searchRoutes } from './routes.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: searchRoutes });
  const { agents, teams } = desk.world;
  await file({ number: 1, subject: 'Cobrança em dobro' }, [
    'Recebi duas cobranças. Nota fiscal XK-4471.',
    'O erro da cobrança continua.',
  ]);
  await file({ number: 2, subject: 'Configurações', team: teams.support.id }, [
    'Como mudo a configuração da impressora?',
  ]);
  await file({ number: 3, subject: 'Invoice overdue', assignee: agents.lia.id, team: teams.support.id }, [
    'The invoices and the nota were fiscal, two erros.',
  ]);
  await file({ number: 4, subject: 'Billing', team: teams.billing.id }, ['Invoice 123.456.789-09 paid, erro/falha.']);
  await file({ number: 5, subject: 'Boleto' }, ['Segunda via do boleto, código XK4471-B.']);
});
afterAll(() => desk.close());

let said = 0;
async function file(given: Partial<GivenTicket> & { number: number; subject: string }, texts: string[]): Promise<void> {
  const ticketId = await addTicket(desk, { category: 'open', priority: 'medium', ...given });
  for (const [nth, text] of texts.entries()) {
    const at = new Date(Date.UTC(2026, 10, 20) + ++said * 60_000);
    await sql`with message as (
        insert into messages (uuid, ticket_id, kind, direction, author_kind, channel, text, created_at)
        values (${newId()}, ${ticketId}, 'reply', 'in', 'contact', 'email', ${text}, ${at}) returning id)
      insert into message_search (message_id, ticket_id, created_at, tsv)
      select id, ${ticketId}, ${at}, ${searchDocument(nth === 0 ? given.subject : '', text)} from message`.execute(
      desk.db,
    );
  }
}

async function found(q: string, by: AgentName = 'olivia'): Promise<number[]> {
  const { status, body } = await desk.as(by).get('/api/search', { query: { q } });
  expect(status, JSON.stringify(body)).toBe(200);
  return (body.hits as SearchHit[]).map(({ ticket }) => ticket.number);
}

describe('search', () => {
  test.each([
    ['cobranca', [1]],
    ['COBRANÇAS', [1]],
    ['configuracoes', [2]],
    ['configuração impressora', [2]],
    ['invoice', [4, 3]],
    ['erros', [4, 3, 1]],
    ['"nota fiscal"', [1]],
    ['nota fiscal', [3, 1]],
    ['nota -invoice', [1]],
    ['xk-4471', [5, 1]],
    ['XK4471', [5, 1]],
    ['4471', [1]],
    ['xk4471b', [5]],
    ['12345678909', [4]],
    ['123.456.789-09', [4]],
    ['falha', [4]],
    ['config*', [2]],
    ['#3', [3]],
    ['3', [3]],
    ['#999', []],
    ['dobro continua', []],
    ['impressor', [2]],
    ['obranç', [1]],
    ["'; drop table tickets --", []],
    ['nothing & | ! :* <-> (', []],
  ])('%s finds %j', async (q, numbers) => {
    expect(await found(q)).toEqual(numbers);
  });

  test('a ticket is found once, by its newest message, with the words marked', async () => {
    const { body } = await desk.as('olivia').get('/api/search?q=cobranca');
    const [first] = body.hits as SearchHit[];
    expect(first?.excerpt).toBe('O erro da \u0002cobrança\u0003 continua.');
    const { rows } = await sql<{ uuid: string }>`select uuid from messages where text like 'O erro%'`.execute(desk.db);
    expect(first?.messageId).toBe(rows[0]?.uuid);
  });

  test('an agent finds only in tickets they may see', async () => {
    expect(await found('erro', 'lia')).toEqual([3]);
    expect(await found('erro', 'ana')).toEqual([3, 1]);
    expect(await found('erro', 'bruno')).toEqual([4, 1]);
    expect(await found('erro', 'caio')).toEqual([]);
    expect(await found('#4', 'lia')).toEqual([]);
    expect(await found('obranç', 'lia')).toEqual([]);
  });

  test('people stand beside, for those who may see them', async () => {
    const { body } = await desk.as('ana').get('/api/search?q=JOAO');
    expect(body.contacts).toEqual([
      { id: desk.world.contacts.joao.uuid, name: 'João Pereira', email: 'joao@correio.example' },
    ]);
    const byDomain = await desk.as('ana').get('/api/search?q=northwind');
    expect(byDomain.body.organizations).toEqual([
      { id: desk.world.organizations.northwind.uuid, name: 'Northwind', isVip: false },
    ]);
    expect(byDomain.body.contacts.map(({ name }: { name: string }) => name)).toEqual(['Mary Kline']);
    const limited = await desk.as('lia').get('/api/search?q=joao');
    expect(limited.body).toMatchObject({ contacts: [], organizations: [] });
  });

  test('pages lead through all hits once', async () => {
    const seen: number[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: Record<string, string> = { q: 'erro', limit: '1', ...(after ? { after } : {}) };
      const { body } = await desk.as('olivia').get('/api/search', { query });
      seen.push(...body.hits.map(({ ticket }: SearchHit) => ticket.number));
      after = body.next;
    }
    expect(seen).toEqual([4, 3, 1]);
  });

  test.each([
    [{ q: '' }, 'invalid_request'],
    [{ q: '-erro' }, 'search_empty'],
    [{ q: 'erro', after: 'x' }, 'cursor_invalid'],
    [{ q: 'a\0b' }, 'invalid_request'],
    [{ q: 'erro', sort: 'rank' }, 'invalid_request'],
  ])('%j is refused', async (query, code) => {
    const answer = await desk.as('olivia').get('/api/search', { query: query as Record<string, string> });
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  });

  test('words that both languages leave out find nothing rather than everything', async () => {
    expect(await found('as')).toEqual([]);
  });
});

describe('a search document', () => {
  test.each([
    ['many short words', Array.from({ length: 40_000 }, (_, n) => n.toString(36)).join(' ')],
    ['many codes', Array.from({ length: 40_000 }, (_, n) => `ab-${n}`).join(' ')],
    ['one endless word', 'x'.repeat(500_000)],
    ['one endless chain', 'a-b_c.d@e/'.repeat(20_000)],
    ['characters of every script', Array.from({ length: 50_000 }, (_, n) => String.fromCodePoint(0x20 + n)).join('')],
    ['a NUL and half a character', 'a\0b \ud800 c'],
  ])('can be made of %s', async (_, text) => {
    const { rows } = await sql<{ size: number }>`select length(${searchDocument('Subject', text)}) as size`.execute(
      desk.db,
    );
    expect(rows[0]?.size).toBeGreaterThan(0);
  });

  test.each([
    ['a letter', 'The ovens stopped twice. The ovens, which stopped, were cleaned: "cleaned" he said (again).'],
    ['tags', 'see <a href=x> stopping <b ovens <i href=x> running </b> and <b ovens standing>'],
    ['codes and addresses', 'e-mail bob@example.org about XK-4471/22, http://example.org/a?b=c&d=e, 1.5e3 &amp; so on'],
  ])('has every English word of %s that the text itself would give', async (_, text) => {
    const { rows } = await sql<{ lost: string[] }>`select array(
        select unnest(tsvector_to_array(to_tsvector('english', ${searchableText(text)})))
        except select unnest(tsvector_to_array(${searchDocument('', text)}))) as lost`.execute(desk.db);
    expect(rows[0]?.lost).toEqual([]);
  });
});
