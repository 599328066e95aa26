import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type AgentActor, canSee, scopes } from '../../domain/permissions.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { inScope } from '../agents/reads/scope.ts';
import { openTicket } from './desk.fixture.ts';

let desk: Desk;
let tickets: {
  id: number;
  teamId: number | null;
  assigneeId: number | null;
  requesterId: number;
  followers: number[];
}[];

beforeAll(async () => {
  desk = await startDesk();
  const olivia = desk.as('olivia', 'token');
  const requesters = ['carla@padariacentral.example', 'mary@northwind.example'];
  for (const team of [null, 'support', 'billing']) {
    for (const assignee of [null, 'ana@atende.example', 'lia@atende.example']) {
      for (const email of requesters) await openTicket(olivia, { team, assignee, requester: { email } });
    }
  }
  const followed = await desk.db.selectFrom('tickets').select('id').where(sql<boolean>`id % 2 = 0`).execute();
  const { ana, caio } = desk.world.agents;
  const rows = followed.flatMap(({ id }) => [ana, caio].map((agent) => ({ ticket_id: id, agent_id: agent.id })));
  await desk.db.insertInto('followers').values(rows).execute();
  tickets = (
    await sql<(typeof tickets)[0]>`select id, team_id as "teamId", assignee_id as "assigneeId",
      requester_id as "requesterId", array(select agent_id from followers where ticket_id = tickets.id) as followers
      from tickets`.execute(desk.db)
  ).rows;
});
afterAll(() => desk.close());

async function seenBySql(actor: Actor): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from tickets where ${inScope(actor)} order by id`.execute(
    desk.db,
  );
  return rows.map(({ id }) => id);
}

function seenByRule(actor: Actor): number[] {
  const sees = ({ followers, ...ticket }: (typeof tickets)[0]) =>
    canSee(actor, { ...ticket, isFollowed: actor.kind === 'agent' && followers.includes(actor.id) });
  return tickets.filter(sees).map(({ id }) => id);
}

function actors(): Actor[] {
  const { ana, lia, caio, bruno } = desk.world.agents;
  const { support, billing } = desk.world.teams;
  const agents = [ana, lia, caio, bruno].flatMap(({ id, uuid, name, email }) =>
    scopes.flatMap((scope) =>
      [[], [support.id], [support.id, billing.id]].flatMap((teamIds) =>
        [['tickets.read'], ['*'], []].map(
          (permissions): AgentActor => ({
            kind: 'agent',
            id,
            uuid,
            name,
            email,
            role: 'any',
            permissions: new Set(permissions),
            scope,
            teamIds,
            viaToken: false,
          }),
        ),
      ),
    ),
  );
  const contacts = [desk.world.contacts.carla, desk.world.contacts.joao].map(
    ({ id }): Actor => ({ kind: 'contact', id }),
  );
  return [...agents, ...contacts, { kind: 'system' }, { kind: 'rule', id: 1, depth: 1 }];
}

describe('the scope', () => {
  test('means the same in SQL and over one ticket, for every kind of actor', async () => {
    const sizes = new Set<number>();
    for (const actor of actors()) {
      const seen = await seenBySql(actor);
      expect(seen, JSON.stringify(actor)).toEqual(seenByRule(actor).toSorted((a, b) => a - b));
      sizes.add(seen.length);
    }
    expect(sizes.size).toBeGreaterThan(5);
  });
});
