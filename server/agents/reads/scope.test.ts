import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, canSee, type Scope, scopes } from '../../../domain/permissions.ts';
import { type Desk, startDesk } from '../../../test/server.ts';
import { newId } from '../../platform/ids.ts';
import { agentActor } from './actor.ts';
import { inScope } from './scope.ts';

type Row = {
  id: number;
  assigneeId: number | null;
  teamId: number | null;
  requesterId: number;
  followerIds: number[];
};

let desk: Desk;
let tickets: Row[];
beforeAll(async () => {
  desk = await startDesk({ routes: () => [] });
  tickets = await everyKindOfTicket();
});
afterAll(() => desk.close());

/** Every combination of assignee, team, requester and follower: 4 × 3 × 2 × 3 tickets. */
async function everyKindOfTicket(): Promise<Row[]> {
  const { agents, teams, contacts } = desk.world;
  const made: Row[] = [];
  for (const assigneeId of [null, agents.ana.id, agents.lia.id, agents.bruno.id])
    for (const teamId of [null, teams.support.id, teams.billing.id])
      for (const requesterId of [contacts.carla.id, contacts.mary.id])
        for (const followerIds of [[], [agents.caio.id], [agents.ana.id, agents.lia.id]])
          made.push({ ...(await insertTicket({ assigneeId, teamId, requesterId, followerIds }, made.length + 1)) });
  return made;
}

async function insertTicket(of: Omit<Row, 'id'>, number: number): Promise<Row> {
  const { id } = await desk.db
    .insertInto('tickets')
    .values({
      uuid: newId(),
      number,
      subject: 'x',
      subject_folded: 'x',
      status_id: 1,
      status_category: 0,
      priority: 2,
      assignee_id: of.assigneeId,
      team_id: of.teamId,
      requester_id: of.requesterId,
      channel: 'email',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const followers = of.followerIds.map((agent_id) => ({ ticket_id: id, agent_id }));
  if (followers.length > 0) await desk.db.insertInto('followers').values(followers).execute();
  return { id, ...of };
}

async function bySql(actor: Actor): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from tickets where ${inScope(actor)} order by id`.execute(
    desk.db,
  );
  return rows.map((row) => row.id);
}

function byRule(actor: Actor): number[] {
  return tickets
    .filter((ticket) =>
      canSee(actor, { ...ticket, isFollowed: actor.kind === 'agent' && ticket.followerIds.includes(actor.id) }),
    )
    .map((ticket) => ticket.id);
}

test('the scope says the same in SQL and as a rule, for any agent, scope, team and permission', async () => {
  const { agents, teams } = desk.world;
  const anyAgent = fc.record({
    id: fc.constantFrom(agents.ana.id, agents.lia.id, agents.bruno.id, agents.caio.id, agents.olivia.id),
    scope: fc.constantFrom<Scope>(...scopes),
    teamIds: fc.subarray([teams.support.id, teams.billing.id, 999_999]),
    permissions: fc.constantFrom(['*'], ['tickets.read'], ['tickets.note'], []),
  });
  const property = fc.asyncProperty(anyAgent, async ({ permissions, ...given }) => {
    const actor: Actor = {
      ...(await agentActor(desk.db, agents.ana.id, false)),
      ...given,
      permissions: new Set(permissions),
    };
    expect(await bySql(actor)).toEqual(byRule(actor));
  });
  await fc.assert(property, { numRuns: 150 });
});

test('the scope says the same for contacts, rules and the desk itself', async () => {
  const { carla, joao } = desk.world.contacts;
  const actors: Actor[] = [
    { kind: 'contact', id: carla.id },
    { kind: 'contact', id: joao.id },
    { kind: 'rule', id: 1, depth: 1 },
    { kind: 'system' },
  ];
  const counts = await Promise.all(actors.map(async (actor) => (await bySql(actor)).length));
  expect(counts).toEqual(actors.map((actor) => byRule(actor).length));
  expect(counts).toEqual([36, 0, 72, 72]);
});

test('each scope shows a different part of the tickets, so that the comparison means something', async () => {
  const ana = await agentActor(desk.db, desk.world.agents.ana.id, false);
  const counts = await Promise.all(scopes.map(async (scope) => (await bySql({ ...ana, scope })).length));
  expect(counts).toEqual([18, 36, 30, 54, 72]);
});

test('the built-in roles are what the table of sentences says', async () => {
  const rows = await desk.db.selectFrom('roles').select(['slug', 'permissions', 'scope']).orderBy('slug').execute();
  expect(rows).toEqual([
    { slug: 'admin', permissions: ['*'], scope: 'all' },
    {
      slug: 'agent',
      permissions: [
        'tickets.read',
        'tickets.create',
        'tickets.reply',
        'tickets.note',
        'tickets.update',
        'contacts.read',
        'contacts.write',
      ],
      scope: 'teams',
    },
    { slug: 'collaborator', permissions: ['tickets.read', 'tickets.note'], scope: 'following' },
    { slug: 'limited', permissions: ['tickets.read', 'tickets.reply', 'tickets.note', 'tickets.update'], scope: 'own' },
    { slug: 'owner', permissions: ['*'], scope: 'all' },
  ]);
});
