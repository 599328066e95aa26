import type { InjectOptions, RouteOptions } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Permission } from '../domain/permissions.ts';
import { makeObjects, type Objects } from './access-objects.ts';
import {
  addressOf,
  bodies,
  nameOf,
  neededQuery,
  parameters,
  parametersOf,
  type Query,
  queries,
} from './access-requests.ts';
import { type Desk, startDesk } from './server.ts';
import { type AgentName, supportAddress } from './world.ts';

/**
 * Every route × every role × foreign objects, made from Fastify's own route table. Nobody gets a 2xx where his role or his
 * scope says no; a ticket out of scope answers to the letter like one that does not exist; a refusal changes nothing.
 */

const cast = { owner: 'olivia', admin: 'adao', agent: 'ana', limited: 'lia', collaborator: 'caio' } as const;
type Role = keyof typeof cast;
const roles = Object.keys(cast) as Role[];
/** Who does not see a ticket of Olívia's in another team. */
const blind: Role[] = ['agent', 'limited', 'collaborator'];

let desk: Desk;
let routes: RouteOptions[];
let hidden: Objects;
let granted: Record<Role, Set<string>>;
beforeAll(async () => {
  desk = await startDesk();
  routes = desk.app.routeTable.flatMap((route) =>
    [route.method].flat().map((method) => ({ ...route, method }) as RouteOptions),
  );
  hidden = await makeObjects(desk, ownedBy('olivia'));
  const rows = await desk.db.selectFrom('roles').select(['slug', 'permissions']).execute();
  granted = Object.fromEntries(rows.map((row) => [row.slug, new Set(row.permissions)])) as Record<Role, Set<string>>;
}, 120_000);
afterAll(() => desk.close());

const ownedBy = (name: AgentName) => ({ agentId: desk.world.agents[name].id, teamId: desk.world.teams.billing.id });
const apiRoutes = () => routes.filter((route) => route.url.startsWith('/api/') && route.method !== 'HEAD');
const accessOf = (route: RouteOptions) => route.config?.access;
const isPublic = (route: RouteOptions) => 'public' in (accessOf(route) ?? {});
const has = (role: Role, permission: Permission) => granted[role].has('*') || granted[role].has(permission);

function isAllowed(route: RouteOptions, role: Role | null): boolean {
  const access = accessOf(route);
  if (!access || 'public' in access) return true;
  if (role === null) return false;
  return 'may' in access ? has(role, access.may) : true;
}

type Asked = { address: string; body?: unknown; query?: Query; contentType?: string };

async function ask(route: RouteOptions, role: Role | null, asked: Asked) {
  const proof = role === null ? {} : { authorization: `Bearer ${desk.world.agents[cast[role]].apiToken}` };
  const raw = route.config?.route?.raw;
  const contentType = asked.contentType ?? (raw ? 'message/rfc822' : 'application/json');
  const hasBody = raw !== undefined || asked.body !== undefined;
  const payload = raw
    ? Buffer.from(`From: x@customer.example\r\nTo: ${supportAddress}\r\nSubject: x\r\n\r\nx`)
    : JSON.stringify(asked.body);
  return desk.app.inject({
    method: route.method as InjectOptions['method'],
    url: asked.address,
    query: (asked.query ?? {}) as Record<string, string>,
    headers: { host: '127.0.0.1:3000', ...proof, ...(hasBody ? { 'content-type': contentType } : {}) },
    ...(hasBody ? { payload } : {}),
  } as InjectOptions);
}

function requestOf(route: RouteOptions, objects: Objects, more: Partial<Asked> = {}): Asked {
  const query = neededQuery[nameOf(route)]?.(objects);
  return {
    address: addressOf(route, (name) => (parameters[name] as (typeof parameters)[string]).of(fitting(route, objects))),
    ...(bodies[nameOf(route)] ? { body: bodies[nameOf(route)]?.(objects) } : {}),
    ...(query ? { query } : {}),
    ...more,
  };
}

/** Only a reply that still waits can be taken back, and only what stands can be undone. */
function fitting(route: RouteOptions, objects: Objects): Objects {
  switch (nameOf(route)) {
    case 'DELETE /api/tickets/:number/messages/:messageId':
      return { ...objects, messageId: objects.waitingMessageId };
    case 'DELETE /api/tickets/:number/merge':
      return { ...objects, number: objects.mergedNumber };
    case 'DELETE /api/tickets/:number/split':
      return { ...objects, number: objects.splitNumber };
    case 'DELETE /api/tickets/:number/problem':
      return { ...objects, number: objects.splitNumber };
    case 'POST /api/contact-imports/:contactImportId/undo':
      return { ...objects, contactImportId: objects.doneContactImportId };
    default:
      return objects;
  }
}

/** Everything the desk knows, but for what asking itself leaves behind. */
async function stateOfDesk(): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('throttles', 'idempotency_keys', 'observations')`.execute(desk.db);
  const parts = rows.map(
    ({ name }) => sql`select ${name} as name, md5(string_agg((to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text, ''
      order by to_jsonb(t)::text)) as digest from ${sql.table(name)} t`,
  );
  const jobs = sql`select 'jobs', count(*)::text from graphile_worker.jobs`;
  const found = await sql<{ name: string; digest: string }>`${sql.join([...parts, jobs], sql` union all `)}`.execute(
    desk.db,
  );
  return Object.fromEntries(found.rows.map(({ name, digest }) => [name, digest]));
}

describe('the route table', () => {
  test('has every room’s routes, each with who may call it', () => {
    expect(apiRoutes().length).toBeGreaterThan(50);
    expect(routes.filter((route) => !accessOf(route)).map(nameOf)).toEqual([]);
  });

  test('uses only path parameters whose meaning is known here', () => {
    const unknown = apiRoutes().flatMap((route) =>
      parametersOf(route)
        .filter((name) => !parameters[name])
        .map((name) => `${nameOf(route)} uses :${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('has a body here for every route that takes one', () => {
    const unknown = apiRoutes().filter((route) => route.config?.route?.body && !bodies[nameOf(route)]);
    expect(unknown.map(nameOf)).toEqual([]);
  });

  test('answers from schemas that name no secret', () => {
    const shown = new Set([
      'POST /api/me/tokens.token',
      'POST /api/webhooks.secret',
      'PATCH /api/webhooks/:webhookId.secret',
    ]);
    const leaks = apiRoutes().flatMap((route) =>
      Object.values(route.config?.route?.replies ?? {})
        .flatMap((schema) =>
          schema ? fieldNames(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })) : [],
        )
        .filter((field) => /[Hh]ash$|^hash[A-Z]|[Ss]ecret|^token$|[Pp]assword/.test(field))
        .map((field) => `${nameOf(route)}.${field}`)
        .filter((leak) => !shown.has(leak)),
    );
    expect(leaks).toEqual([]);
  });
});

function fieldNames(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap(fieldNames)];
}

describe('access by role', () => {
  test('somebody who is not signed in gets in nowhere but where it says so', async () => {
    const before = await stateOfDesk();
    for (const route of apiRoutes().filter((one) => !isPublic(one))) {
      const answer = await ask(route, null, requestOf(route, hidden));
      expect([nameOf(route), answer.statusCode, answer.json().error.code]).toEqual([
        nameOf(route),
        401,
        'not_signed_in',
      ]);
    }
    expect(await stateOfDesk()).toEqual(before);
  });

  test.each(roles)('%s is refused whatever the role does not allow, and nothing changes', async (role) => {
    const before = await stateOfDesk();
    const refused = apiRoutes().filter((route) => !isAllowed(route, role));
    for (const route of refused) {
      const answer = await ask(route, role, requestOf(route, hidden));
      expect([nameOf(route), answer.statusCode, answer.json().error.code]).toEqual([nameOf(route), 403, 'not_allowed']);
    }
    if (!granted[role].has('*')) expect(refused.length).toBeGreaterThan(10);
    expect(await stateOfDesk()).toEqual(before);
  });

  test('an agent whose account is turned off is nobody', async () => {
    const { rafael } = desk.world.agents;
    await desk.db.updateTable('agents').set({ is_active: false }).where('id', '=', rafael.id).execute();
    for (const route of apiRoutes().filter((one) => !isPublic(one))) {
      const headers = { host: '127.0.0.1:3000', authorization: `Bearer ${rafael.apiToken}` };
      const { address } = requestOf(route, hidden);
      const answer = await desk.app.inject({ method: route.method as 'GET', url: address, headers });
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 401]);
    }
  });
});

/** What this role must not find, though its permissions let it ask. */
function isForeign(role: Role, name: string): boolean {
  const { hangsOn } = parameters[name] as (typeof parameters)[string];
  if (hangsOn === 'owner') return role !== 'owner';
  if (hangsOn === 'contact') return !has(role, 'contacts.read');
  return hangsOn === 'ticket' && blind.includes(role);
}

describe('access by object', () => {
  test.each(roles)('%s gets for a foreign object what he gets for none, and nothing changes', async (role) => {
    const before = await stateOfDesk();
    let tried = 0;
    for (const route of apiRoutes().filter((one) => isAllowed(one, role) && !isPublic(one))) {
      const foreign = parametersOf(route).filter((name) => isForeign(role, name));
      if (foreign.length === 0) continue;
      const request = requestOf(route, hidden);
      const answer = await ask(route, role, request);
      const address = addressOf(route, (name) => {
        const parameter = parameters[name] as (typeof parameters)[string];
        return foreign.includes(name) ? parameter.missing() : parameter.of(hidden);
      });
      const nothing = await ask(route, role, { ...request, address });
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 404]);
      expect([nameOf(route), answer.payload]).toEqual([nameOf(route), nothing.payload]);
      expect(Object.keys(answer.headers).sort(), nameOf(route)).toEqual(Object.keys(nothing.headers).sort());
      tried++;
    }
    if (role !== 'owner') expect(tried).toBeGreaterThan(2);
    expect(await stateOfDesk()).toEqual(before);
  });

  test('a part of a foreign ticket is not reached through one’s own ticket, nor the other way round', async () => {
    for (const role of blind) {
      const own = await makeObjects(desk, ownedBy(cast[role]));
      const before = await stateOfDesk();
      const named = (one: RouteOptions) => parametersOf(one).filter((name) => parameters[name]?.hangsOn !== 'word');
      const nested = apiRoutes().filter((one) => isAllowed(one, role) && named(one).length > 1);
      for (const route of nested) {
        const [first = ''] = parametersOf(route);
        for (const isFirstForeign of [true, false]) {
          const address = addressOf(route, (name) => {
            const parameter = parameters[name] as (typeof parameters)[string];
            return parameter.of(fitting(route, (name === first) === isFirstForeign ? hidden : own));
          });
          const answer = await ask(route, role, requestOf(route, own, { address }));
          expect([nameOf(route), role, answer.statusCode]).toEqual([nameOf(route), role, 404]);
        }
      }
      expect(await stateOfDesk()).toEqual(before);
    }
  });

  test('a foreign message named in a body answers like one that does not exist', async () => {
    for (const role of ['agent', 'limited'] as const) {
      const own = await makeObjects(desk, ownedBy(cast[role]));
      const write = (seen: string) =>
        desk.as(cast[role]).post(`/api/tickets/${own.number}/messages`, { kind: 'reply', text: 'Hello', seen });
      const foreign = await write(hidden.messageId);
      const nothing = await write('01930000-0000-7000-8000-00000000dead');
      expect(foreign.status).toBeGreaterThanOrEqual(400);
      expect([foreign.status, foreign.text]).toEqual([nothing.status, nothing.text]);
    }
  });

  test.each(blind)('nothing that %s may ask for lets slip a word of a foreign ticket', async (role) => {
    const words = [
      `Subject ${hidden.marker}`,
      `Text ${hidden.marker}`,
      `Preview ${hidden.marker}`,
      `Waiting ${hidden.marker}`,
    ];
    const people = has(role, 'contacts.read') ? [] : [`${hidden.marker}@customer.example`, `Person ${hidden.marker}`];
    let read = 0;
    for (const route of apiRoutes().filter(
      (one) => one.method === 'GET' && isAllowed(one, role) && answersAtOnce(one),
    )) {
      const asked = [
        requestOf(route, hidden),
        ...(queries[nameOf(route)]?.(hidden) ?? []).map((query) => requestOf(route, hidden, { query })),
      ];
      for (const request of asked) {
        const answer = await ask(route, role, request);
        expect(answer.statusCode, `${nameOf(route)} ${JSON.stringify(request.query)}`).not.toBe(400);
        for (const word of [...words, ...people])
          expect([nameOf(route), answer.payload]).not.toEqual([nameOf(route), expect.stringContaining(word)]);
        read++;
      }
    }
    expect(read).toBeGreaterThan(10);
  });

  test('a filter by a foreign ticket answers like a filter by none', async () => {
    for (const role of roles.filter((one) => blind.includes(one))) {
      const by = desk.as(cast[role]);
      const foreign = await by.get('/api/deliveries', { query: { ticket: String(hidden.number) } });
      const nothing = await by.get('/api/deliveries', { query: { ticket: '999999' } });
      expect([role, foreign.status, foreign.text]).toEqual([role, nothing.status, nothing.text]);
    }
  });
});

/** The stream never ends by itself. */
function answersAtOnce(route: RouteOptions): boolean {
  return route.url !== '/api/stream';
}

describe('what is refused to some', () => {
  /** Ends the sessions or the account that the next route would need; own tests hold them. */
  const selfEnding = ['DELETE /api/session', 'DELETE /api/me/sessions', 'POST /api/security/lockdown'];
  /** Refused to an API token or without the right password, also to the owner. */
  const needMore = [
    'POST /api/me/tokens',
    'PUT /api/me/password',
    // Begun in a browser, for an inbox that signs in at a mail provider; the provider's answer leads back to a page.
    'POST /api/inboxes/:inboxId/oauth/start',
    'GET /api/oauth/callback',
    // Found only where the message names a picture and the internet has it.
    'GET /api/messages/:messageId/images',
  ];

  test('is there for the owner: every refusal above was one of access, not of a bad request', {
    timeout: 120_000,
  }, async () => {
    const refused: string[] = [];
    for (const route of apiRoutes().filter((one) => !isPublic(one) && answersAtOnce(one))) {
      if (selfEnding.includes(nameOf(route)) || needMore.includes(nameOf(route))) continue;
      const objects = await makeObjects(desk, ownedBy('olivia'));
      const answer = await ask(route, 'owner', requestOf(route, objects));
      if (answer.statusCode >= 300)
        refused.push(`${nameOf(route)}: ${answer.statusCode} ${answer.payload.slice(0, 200)}`);
    }
    expect(refused).toEqual([]);
  });

  test('unknown fields, among them those that would raise somebody, are refused everywhere', async () => {
    const before = await stateOfDesk();
    const extras = {
      role: 'owner',
      isAdmin: true,
      id: 1,
      is_active: true,
      createdAt: 'x',
      constructor: { prototype: {} },
    };
    for (const route of apiRoutes().filter((one) => one.config?.route?.body && !isPublic(one))) {
      const body = bodies[nameOf(route)]?.(hidden) as Record<string, unknown>;
      for (const [name, value] of Object.entries(extras)) {
        if (name in body || nameOf(route).endsWith('/agents/:agentId')) continue;
        const answer = await ask(route, 'owner', requestOf(route, hidden, { body: { ...body, [name]: value } }));
        expect([nameOf(route), name, answer.statusCode]).toEqual([nameOf(route), name, 400]);
      }
    }
    expect(await stateOfDesk()).toEqual(before);
  });

  test('a body of another type than JSON is refused, however the type is written', async () => {
    const before = await stateOfDesk();
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', 'text/json'];
    for (const route of apiRoutes().filter((one) => one.config?.route?.body && !isPublic(one))) {
      for (const contentType of types) {
        const answer = await ask(route, 'owner', requestOf(route, hidden, { contentType }));
        expect([nameOf(route), contentType, answer.statusCode]).toEqual([nameOf(route), contentType, 415]);
      }
    }
    expect(await stateOfDesk()).toEqual(before);
  });
});
