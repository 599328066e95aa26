import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/platform.ts';

export async function hasOwner(db: Db | Tx): Promise<boolean> {
  const owner = await db.selectFrom('agents').select('id').where('role', '=', 'owner').limit(1).executeTakeFirst();
  return owner !== undefined;
}

/** When the setup link that still works was made: its token is derived from that instant. */
export async function findSetupLink(db: Db | Tx, now: Date): Promise<{ madeAt: Date; hash: Buffer } | null> {
  const found = await db
    .selectFrom('one_time_tokens')
    .select(['created_at', 'token_hash'])
    .where('purpose', '=', 'setup')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ? { madeAt: found.created_at, hash: found.token_hash } : null;
}

export async function replaceSetupLink(tx: Tx, link: { hash: Buffer; madeAt: Date; seconds: number }): Promise<void> {
  await forgetSetupLinks(tx);
  await sql`
    insert into one_time_tokens (token_hash, purpose, created_at, expires_at)
    values (${link.hash}, 'setup', ${link.madeAt}, ${new Date(link.madeAt.getTime() + link.seconds * 1000)})`.execute(
    tx,
  );
}

export async function forgetSetupLinks(tx: Tx): Promise<void> {
  await tx.deleteFrom('one_time_tokens').where('purpose', '=', 'setup').where('used_at', 'is', null).execute();
}
