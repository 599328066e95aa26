import { sql } from 'kysely';
import type { Db } from '../server/platform/platform.ts';

export type CrowdSizes = { tickets: number; agents: number; teams: number; skills: number; cap: number };

/**
 * Many agents who are online, each in two teams, and many tickets that wait for one of these teams and ask for skills: by a tag
 * each, some requiring and some preferring it. Every figure follows from the numbers, so that two runs are alike.
 */
export async function addCrowd(db: Db, { tickets, agents, teams, skills, cap }: CrowdSizes, now: Date): Promise<void> {
  const later = new Date(now.getTime() + 24 * 3_600_000);
  await sql`insert into contacts (uuid, name, name_folded)
    select gen_random_uuid(), 'Person ' || n, 'person ' || n from generate_series(1, 50) n`.execute(db);
  await sql`insert into teams (uuid, slug, name)
    select gen_random_uuid(), 'crowd-' || n, 'Crowd ' || n from generate_series(1, ${teams}::int) n`.execute(db);
  await sql`insert into team_assignment (team_id, method) select id, 'skills' from teams where slug like 'crowd-%'`.execute(
    db,
  );
  await sql`insert into agents (uuid, email, name, name_folded, role)
    select gen_random_uuid(), 'crowd' || n || '@atende.example', 'Agent ' || n, 'agent ' || n, 'agent'
    from generate_series(1, ${agents}::int) n`.execute(db);
  await sql`insert into agent_assignment (agent_id, cap, week)
    select id, ${cap}, ${alwaysOpen}::jsonb from agents where email like 'crowd%'`.execute(db);
  await sql`insert into agent_presence (agent_id, online_until)
    select id, ${later}::timestamptz from agents where email like 'crowd%'`.execute(db);
  const numbered = (table: string, like: string) =>
    sql`(select id, row_number() over (order by id) as n from ${sql.table(table)} where ${sql.raw(like)})`;
  const people = numbered('agents', "email like 'crowd%'");
  const groups = numbered('teams', "slug like 'crowd-%'");
  await sql`insert into team_members (team_id, agent_id)
    select groups.id, people.id from ${people} people
    join ${groups} groups on groups.n in (people.n % ${teams} + 1, (people.n + 1) % ${teams} + 1)
    on conflict do nothing`.execute(db);
  await addSkills(db, { skills, people });
  await sql`insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority, team_id,
      requester_id, channel, tags, next_due_at, created_at)
    select gen_random_uuid(), 1000000 + t, 'Ticket ' || t, 'ticket ' || t,
      (select id from statuses where slug = 'new'), 0, t % 4, groups.id,
      (select id from contacts order by id offset t % 50 limit 1), 'email', array['skill-' || (t % ${skills} + 1)],
      ${now}::timestamptz + t % 500 * interval '1 minute', ${now}::timestamptz
    from generate_series(1, ${tickets}::int) t join ${groups} groups on groups.n = t % ${teams} + 1`.execute(db);
  await sql`analyze`.execute(db);
}

const alwaysOpen = JSON.stringify(Array.from({ length: 7 }, () => [[0, 1440]]));

/** Each agent has a third of the skills, at levels from 1 to 5. Every third skill is required of its tickets, the others preferred. */
async function addSkills(
  db: Db,
  { skills, people }: { skills: number; people: ReturnType<typeof sql> },
): Promise<void> {
  await sql`insert into skills (uuid, name)
    select gen_random_uuid(), jsonb_build_object('en', 'Skill ' || n) from generate_series(1, ${skills}::int) n`.execute(
    db,
  );
  await sql`insert into agent_skills (agent_id, skill_id, level)
    select people.id, skills.id, (people.n + skills.id) % 5 + 1 from ${people} people cross join skills
    where (people.n + skills.id) % 3 = 0`.execute(db);
  await sql`insert into skill_needs (skill_id, kind, level, condition)
    select id, case when n % 3 = 0 then 'require' else 'prefer' end, n % 3 + 1,
      jsonb_build_object('field', 'tags', 'op', 'has_any', 'value', jsonb_build_array('skill-' || n))
    from (select id, row_number() over (order by id) as n from skills) as skills`.execute(db);
}

export type Outcome = { given: number; waiting: number; twice: number; overCap: number; without: number };

/** What came of it, by the log and by the tickets: `without` counts tickets whose agent lacks a skill that they require. */
export async function outcomeOf(db: Db): Promise<Outcome> {
  const { rows } = await sql<Outcome>`
    select (select count(*) from tickets where number > 1000000 and assignee_id is not null)::int as given,
      (select count(*) from tickets where number > 1000000 and assignee_id is null)::int as waiting,
      (select count(*) from (select ticket_id from events where type = 'ticket.assigned' group by ticket_id
        having count(*) > 1) as again)::int as twice,
      (select count(*) from (select assignee_id from tickets where status_category = 1 and assignee_id is not null
        group by assignee_id) as held join agent_assignment on agent_id = held.assignee_id
        where (select count(*) * 0.3 from tickets where assignee_id = agent_id and status_category = 1) > cap + 1e-9)::int
        as "overCap",
      (select count(*) from tickets join skill_needs on kind = 'require' and tags @> array[condition -> 'value' ->> 0]
        where assignee_id is not null and not exists (select from agent_skills where agent_id = assignee_id
          and agent_skills.skill_id = skill_needs.skill_id and agent_skills.level >= skill_needs.level))::int as without`.execute(
    db,
  );
  return rows[0] as Outcome;
}
