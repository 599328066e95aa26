import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/platform.ts';

/** What a mail provider gave us, still sealed. */
export type SignInRow = { tokens: string; expiresAt: Date };

export async function readSignIn(db: Db, inboxId: number): Promise<SignInRow | null> {
  const { rows } = await sql<SignInRow>`
    select tokens, expires_at as "expiresAt" from inbox_sign_ins where inbox_id = ${inboxId}`.execute(db);
  return rows[0] ?? null;
}

/** Whoever renews holds the row: others wait and then find what was renewed. */
export async function lockSignIn(tx: Tx, inboxId: number): Promise<SignInRow | null> {
  const { rows } = await sql<SignInRow>`
    select tokens, expires_at as "expiresAt" from inbox_sign_ins where inbox_id = ${inboxId} for update`.execute(tx);
  return rows[0] ?? null;
}

export async function saveSignIn(tx: Tx, inboxId: number, { tokens, expiresAt }: SignInRow): Promise<void> {
  await sql`insert into inbox_sign_ins (inbox_id, tokens, expires_at) values (${inboxId}, ${tokens}, ${expiresAt})
    on conflict (inbox_id) do update set tokens = excluded.tokens, expires_at = excluded.expires_at,
      updated_at = now()`.execute(tx);
}

export async function lockSignIns(
  tx: Tx,
): Promise<{ inboxId: number; uuid: string; tokens: string; expiresAt: Date }[]> {
  const { rows } = await sql<{ inboxId: number; uuid: string; tokens: string; expiresAt: Date }>`
    select s.inbox_id as "inboxId", i.uuid, s.tokens, s.expires_at as "expiresAt"
    from inbox_sign_ins s join inboxes i on i.id = s.inbox_id order by s.inbox_id for update of s`.execute(tx);
  return rows;
}

type Attempt = { stateHash: Buffer; inboxId: number; sessionUuid: string; verifier: string; at: Date };

export async function beginAttempt(db: Db, attempt: Attempt): Promise<void> {
  await sql`
    with old as (delete from inbox_sign_in_attempts where created_at < ${attempt.at}::timestamptz - interval '1 hour')
    insert into inbox_sign_in_attempts (state_hash, inbox_id, session_uuid, verifier, created_at)
    values (${attempt.stateHash}, ${attempt.inboxId}, ${attempt.sessionUuid}, ${attempt.verifier}, ${attempt.at})`.execute(
    db,
  );
}

/** Each attempt is answered once, within ten minutes, in the browser that began it. */
export async function takeAttempt(
  db: Db,
  asked: { stateHash: Buffer; sessionUuid: string; at: Date },
): Promise<{ inboxUuid: string; verifier: string } | null> {
  const { rows } = await sql<{ inboxUuid: string; verifier: string }>`
    delete from inbox_sign_in_attempts a using inboxes i
    where a.state_hash = ${asked.stateHash} and a.session_uuid = ${asked.sessionUuid} and i.id = a.inbox_id
      and a.created_at > ${asked.at}::timestamptz - interval '10 minutes'
    returning i.uuid as "inboxUuid", a.verifier`.execute(db);
  return rows[0] ?? null;
}
