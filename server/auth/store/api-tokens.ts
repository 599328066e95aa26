import { newId } from '../../platform/ids.ts';
import type { Platform, Tx } from '../../platform/platform.ts';

export async function insertApiToken(
  tx: Tx,
  p: Platform,
  of: { agentId: number; name: string },
): Promise<{ token: string; uuid: string; createdAt: Date }> {
  const token = p.secrets.newToken();
  const made = await tx
    .insertInto('api_tokens')
    .values({
      uuid: newId(),
      agent_id: of.agentId,
      name: of.name,
      token_hash: p.secrets.hashToken(token),
      created_at: p.clock.now(),
    })
    .returning(['uuid', 'created_at'])
    .executeTakeFirstOrThrow();
  return { token, uuid: made.uuid, createdAt: made.created_at };
}

/** False when the agent has no such token, or revoked it before. */
export async function revokeApiToken(tx: Tx, of: { agentId: number; tokenId: string; at: Date }): Promise<boolean> {
  const revoked = await tx
    .updateTable('api_tokens')
    .set({ revoked_at: of.at })
    .where('agent_id', '=', of.agentId)
    .where('uuid', '=', of.tokenId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return revoked.numUpdatedRows > 0;
}
