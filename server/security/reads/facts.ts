import { sql } from 'kysely';
import type { Role } from '../../../domain/agents.ts';
import type { Facts } from '../../../domain/suspicion.ts';
import type { Tx } from '../../platform/platform.ts';
import { netOf } from '../../platform/throttle.ts';
import { networkOf } from '../networks.ts';
import { readForgedMails } from './forged-mails.ts';
import { personOf, type Since } from './person.ts';
import { withEarlier } from './sign-ins.ts';
import { silentMailboxes } from './silent-mailboxes.ts';

const twoHours = 2 * 3_600_000;

/** What the rules of suspicion look at, from the audit log, what was observed at the door, and mail. */
export async function readFacts(tx: Tx, now: Date): Promise<Facts> {
  const since = new Date(now.getTime() - twoHours);
  const roles = new Map((await readRoles(tx)).map((role) => [role.slug, role]));
  const roleOf = (slug: string): Role => roles.get(slug) ?? { slug, permissions: [], scope: 'own' };
  const audit = await readAudit(tx, { since, roleOf });
  const observed = await readObserved(tx, { since, roleOf });
  const silent = await silentMailboxes(tx, now);
  return {
    ...audit,
    ...observed,
    forgedMails: await readForgedMails(tx, { since, roleOf }),
    silentMailboxes: silent.filter(({ isTold }) => !isTold),
  };
}

function readRoles(tx: Tx): Promise<Role[]> {
  return tx.selectFrom('roles').select(['slug', 'permissions', 'scope']).execute();
}

type Entry = {
  at: Date;
  action: string;
  by: string | null;
  id: string;
  name: string;
  role: string;
  details: { name?: string; role?: string | [string, string]; email?: unknown };
  ip: string;
};

/** `agent` is whom the entry is about; of an API token, whose it is. */
async function readAudit(tx: Tx, { since, roleOf }: Since) {
  const { rows } = await sql<Entry>`
    select entry.at, entry.action, actor.name as by, agents.uuid as id, agents.name, agents.role, entry.details, entry.ip
    from audit_entries entry
    left join agents actor on entry.actor_kind = 'agent' and actor.id = entry.actor_id
    join agents on agents.id = case entry.object_kind when 'agent' then
        (select id from agents target where target.uuid = entry.object_id::uuid) else entry.actor_id end
    where entry.at > ${since} and entry.action in ('session.refused', 'session.started', 'agent.added', 'agent.changed',
      'password.changed', 'password.reset', 'api_token.created', 'security.lockdown')
    order by entry.at desc limit 20000`.execute(tx);
  const of = (...actions: string[]) => rows.filter(({ action }) => actions.includes(action));
  const about = (row: Entry) => ({ at: row.at, agent: personOf(row, roleOf), net: netOf(row.ip), by: row.by ?? '' });
  return {
    refusedSignIns: of('session.refused').map(about),
    signIns: await withEarlier(
      tx,
      of('session.started').map((row) => ({ ...about(row), network: networkOf(row.ip) })),
      since,
    ),
    lockdowns: of('security.lockdown').map(({ at }) => at),
    roleChanges: of('agent.added', 'agent.changed').flatMap((row) => {
      const { role } = row.details;
      if (role === undefined) return [];
      const [from, to] = typeof role === 'string' ? [null, role] : role;
      return [{ ...about(row), by: row.by, from: from === null ? null : roleOf(from), to: roleOf(to) }];
    }),
    credentialChanges: [
      ...of('agent.changed')
        .filter(({ details }) => details.email !== undefined)
        .map((row) => ({ ...about(row), what: 'email' as const })),
      ...of('password.changed', 'password.reset').map((row) => ({ ...about(row), what: 'password' as const })),
    ],
    newTokens: of('api_token.created').map((row) => ({ ...about(row), name: row.details.name ?? '' })),
  };
}

type Observed = { at: Date; kind: string; net: string; things: string[]; id: string; name: string; role: string };

async function readObserved(tx: Tx, { since, roleOf }: Since) {
  const { rows } = await sql<Observed>`
    select observations.at, kind, net, things, agents.uuid as id, agents.name, agents.role
    from observations left join agents on agents.id = agent_id
    where observations.at > ${since} order by observations.at desc limit 20000`.execute(tx);
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const byAgent = (row: Observed) => ({ at: row.at, agent: personOf(row, roleOf), things: row.things });
  return {
    triedAccounts: of('accounts_tried'),
    triedTokens: of('tokens_tried'),
    readTickets: of('tickets_read').map(byAgent),
    readAttachments: of('attachments_read').map(byAgent),
  };
}
