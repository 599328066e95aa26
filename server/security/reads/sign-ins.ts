import { sql } from 'kysely';
import type { Person } from '../../../domain/suspicion.ts';
import type { Tx } from '../../platform/platform.ts';
import { networkOf } from '../networks.ts';

type SignIn = { at: Date; agent: Person; net: string; network: string };

/** Each with where else its account signed in from before: those before `since` from the audit log, the rest from each other. */
export async function withEarlier(tx: Tx, signIns: readonly SignIn[], since: Date) {
  if (signIns.length === 0) return [];
  const agentIds = [...new Set(signIns.map(({ agent }) => agent.id))];
  const { rows } = await sql<{ id: string; at: Date; ip: string }>`
    select object_id as id, max(at) as at, ip from audit_entries
    where action in ('session.started', 'invite.accepted') and object_id = any(${agentIds}::text[]) and at <= ${since}
    group by object_id, ip`.execute(tx);
  const known = rows.map(({ id, at, ip }) => ({ id, at, network: networkOf(ip) }));
  const recent = signIns.map(({ agent, at, network }) => ({ id: agent.id, at, network }));
  const byAgent = Map.groupBy([...known, ...recent], ({ id }) => id);
  return signIns.map((signIn) => ({
    ...signIn,
    earlier: (byAgent.get(signIn.agent.id) ?? []).filter(({ at }) => at < signIn.at),
  }));
}
