import { newId } from '../../platform/ids.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';

export type Browser = { ip: string; userAgent: string };

const absoluteDays = 60;

/** A new session with a token nobody had before; only its hash is stored. */
export async function startSession(tx: Tx, p: Platform, of: Browser & { agentId: number }): Promise<string> {
  const token = p.secrets.newToken();
  const now = p.clock.now();
  await tx
    .insertInto('sessions')
    .values({
      token_hash: p.secrets.hashToken(token),
      uuid: newId(),
      agent_id: of.agentId,
      user_agent: of.userAgent.slice(0, 300),
      ip: of.ip,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + absoluteDays * 86_400_000),
    })
    .execute();
  return token;
}

export async function endSession(db: Db | Tx, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

/** False when the agent has no such session. */
export async function endSessionOf(db: Db | Tx, agentId: number, sessionId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('sessions')
    .where('agent_id', '=', agentId)
    .where('uuid', '=', sessionId)
    .executeTakeFirst();
  return gone.numDeletedRows > 0;
}

/** Every session of the agent, but for the one kept. */
export async function endSessionsOf(db: Db | Tx, agentId: number, kept: Buffer | null): Promise<void> {
  const ending = db.deleteFrom('sessions').where('agent_id', '=', agentId);
  await (kept ? ending.where('token_hash', '!=', kept) : ending).execute();
}
