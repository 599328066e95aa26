import type { Tx } from '../../platform/platform.ts';

/** Every session there is, but for the one kept. Answers how many ended. */
export async function endAllSessions(tx: Tx, kept: Buffer | null): Promise<number> {
  const ending = tx.deleteFrom('sessions');
  const { numDeletedRows } = await (kept ? ending.where('token_hash', '!=', kept) : ending).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Answers how many were revoked. */
export async function revokeAllApiTokens(tx: Tx, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('api_tokens')
    .set({ revoked_at: at })
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
