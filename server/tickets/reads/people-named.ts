import { sql } from 'kysely';
import { rolesThatRunTheDesk } from '../../agents/reads/roles.ts';
import type { Tx } from '../../platform/platform.ts';

/** Somebody who works here and is named by a rule. */
export type NamedAgent = { id: number; email: string; name: string };

/**
 * Whom a rule means: `assignee`, `followers`, `team` (that of the ticket), `team_or_admins` (where nobody works in it, those who run
 * the desk), `agent:<uuid>`, `team:<uuid>`. Each once, only who works here; a name that means nobody (no assignee, a team that is gone) means nobody.
 */
export async function agentsNamed(
  tx: Tx,
  { ticketId, people }: { ticketId: number; people: readonly string[] },
): Promise<NamedAgent[]> {
  const uuids = (kind: string) =>
    people.flatMap((name) => (name.startsWith(`${kind}:`) ? [name.slice(kind.length + 1)] : []));
  const has = (word: string) => people.includes(word);
  const running = has('team_or_admins') ? await rolesThatRunTheDesk(tx) : [];
  const { rows } = await sql<NamedAgent>`
    select a.id, a.email, a.name from agents a, tickets t
    where t.id = ${ticketId} and a.is_active and (
      a.uuid = any(${uuids('agent')}::uuid[])
      or (${has('assignee')} and a.id = t.assignee_id)
      or (${has('followers')} and a.id in (select agent_id from followers where ticket_id = t.id))
      or ((${has('team')} or ${has('team_or_admins')}) and a.id in (select agent_id from team_members where team_id = t.team_id))
      or (a.role = any(${running}::text[]) and not exists (
        select from team_members m join agents other on other.id = m.agent_id
        where m.team_id = t.team_id and other.is_active))
      or a.id in (select m.agent_id from team_members m join teams on teams.id = m.team_id
        where teams.uuid = any(${uuids('team')}::uuid[])))
    order by a.id`.execute(tx);
  return rows;
}
