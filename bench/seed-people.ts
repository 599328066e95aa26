import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Sizes } from './seed-rows.ts';

/** Agents of the bench who sign in: their API tokens are made here, on a desk that nobody else reaches. */
export const benchAgents = { owner: 1, agent: 2, limited: 3 } as const;
export type BenchAgent = keyof typeof benchAgents;

export function benchToken(agent: BenchAgent): string {
  return createHash('sha256').update(`bench ${agent}`).digest('base64url');
}

/** Two hundred agents in twenty teams, their customers and the customers' organizations, with ids from 1. */
export async function people(client: pg.Client, sizes: Sizes): Promise<void> {
  await client.query(
    `insert into teams (id, uuid, slug, name) overriding system value
     select n, gen_random_uuid(), 'team-' || n, 'Team ' || n from generate_series(1, ${sizes.teams}) n`,
  );
  await client.query(
    `insert into agents (id, uuid, email, name, name_folded, role) overriding system value
     select n, gen_random_uuid(), 'agent-' || n || '@bench.example', 'Agent ' || n, 'agent ' || n,
       case when n = 1 then 'owner' when n % 10 = 3 then 'limited' else 'agent' end
     from generate_series(1, ${sizes.agents}) n`,
  );
  await client.query(
    `insert into team_members (team_id, agent_id)
     select 1 + (n % ${sizes.teams}), n from generate_series(1, ${sizes.agents}) n`,
  );
  await client.query(
    `insert into organizations (id, uuid, name, name_folded, is_vip) overriding system value
     select n, gen_random_uuid(), 'Organization ' || n, 'organization ' || n, n % 50 = 0
     from generate_series(1, ${sizes.organizations}) n`,
  );
  await client.query(
    `insert into contacts (id, uuid, name, name_folded, organization_id) overriding system value
     select n, gen_random_uuid(), 'Customer ' || n, 'customer ' || n,
       case when n % 3 = 0 then 1 + n % ${sizes.organizations} end
     from generate_series(1, ${sizes.contacts}) n`,
  );
  await client.query(
    `insert into contact_identities (contact_id, kind, value, is_verified)
     select n, 'email', 'customer-' || n || '@customers.example', true from generate_series(1, ${sizes.contacts}) n`,
  );
  await client.query(
    `insert into inboxes (id, uuid, name, channel) overriding system value
     values (1000, gen_random_uuid(), 'Bench', 'email')`,
  );
  for (const name of ['teams', 'agents', 'organizations', 'contacts', 'inboxes']) {
    await client.query(`select setval(pg_get_serial_sequence($1, 'id'), (select max(id) from ${name}))`, [name]);
  }
  for (const agent of Object.keys(benchAgents) as BenchAgent[]) {
    const hash = createHash('sha256').update(benchToken(agent)).digest();
    await client.query(
      `insert into api_tokens (uuid, agent_id, name, token_hash) values (gen_random_uuid(), $1, 'bench', $2)`,
      [benchAgents[agent], hash],
    );
  }
}
