import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';

type Purpose = 'setup' | 'invite' | 'reset';

/** A new token for this agent; earlier ones for the same purpose stop working. */
export async function makeOneTimeToken(
  tx: Tx,
  p: Platform,
  of: { purpose: Purpose; agentId: number; seconds: number },
): Promise<string> {
  const token = p.secrets.newToken();
  const now = p.clock.now();
  await tx
    .deleteFrom('one_time_tokens')
    .where('agent_id', '=', of.agentId)
    .where('purpose', '=', of.purpose)
    .where('used_at', 'is', null)
    .execute();
  await tx
    .insertInto('one_time_tokens')
    .values({
      token_hash: p.secrets.hashToken(token),
      purpose: of.purpose,
      agent_id: of.agentId,
      created_at: now,
      expires_at: new Date(now.getTime() + of.seconds * 1000),
    })
    .execute();
  return token;
}

/** Whose token this is, when it still works. Looking does not use it up. */
export async function findOneTimeToken(
  db: Db | Tx,
  p: Platform,
  of: { purpose: Purpose; token: string },
): Promise<{ agentId: number | null } | null> {
  const found = await db
    .selectFrom('one_time_tokens')
    .select('agent_id')
    .where('token_hash', '=', p.secrets.hashToken(of.token))
    .where('purpose', '=', of.purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', p.clock.now())
    .executeTakeFirst();
  return found ? { agentId: found.agent_id } : null;
}

/** Uses the token up: of two who come with it at once, one is refused. */
export async function useOneTimeToken(
  tx: Tx,
  p: Platform,
  of: { purpose: Purpose; token: string },
): Promise<{ agentId: number | null }> {
  const now = p.clock.now();
  const { rows } = await sql<{ agent_id: number | null }>`
    update one_time_tokens set used_at = ${now}
    where token_hash = ${p.secrets.hashToken(of.token)} and purpose = ${of.purpose} and used_at is null and expires_at > ${now}
    returning agent_id`.execute(tx);
  if (!rows[0]) throw linkExpired();
  return { agentId: rows[0].agent_id };
}

export function linkExpired(): AppError {
  return new AppError('invalid', 'link_expired', 'This link was used already or is too old. Ask for a new one.');
}

/** A password that was set makes every link void that would set another one. */
export async function forgetLinks(tx: Tx, agentId: number): Promise<void> {
  await tx.deleteFrom('one_time_tokens').where('agent_id', '=', agentId).where('used_at', 'is', null).execute();
}
