import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import { withBeforeCommit } from '../database/before-commit.ts';
import type { Platform } from '../platform.ts';

/**
 * A POST with an `Idempotency-Key` happens once in 24 hours, however often and to whichever process it is sent.
 *
 * The key's row is taken first (`status` null, an owner's mark and a lease). Every transaction the request commits sets
 * `status` to 0 in that same transaction, fenced by the owner's mark; the answer is stored, sealed, when it is known. So:
 * - a repetition gets the stored answer; with another body it is refused (`idempotency_key_reused`);
 * - a twin that still runs is waited for, then refused (`idempotency_key_in_use`);
 * - a request that committed nothing (refused, killed before its commit) frees the key: the repetition runs;
 * - killed between its commit and its answer, the repetition is told so (`idempotency_answer_lost`) and does nothing twice.
 */
type Once = Answer & { isRepeated: boolean };

type Answer = { status: number; body: string };
/** `owner` is this attempt's mark: it fences a slow attempt off from the one that took over. */
type Claim = { actor: string; key: string; hash: Buffer; owner: string };
type Row = { request_hash: Buffer; status: number | null; response: { sealed?: string } | null; is_abandoned: boolean };

const leaseSeconds = 60;
const twinWaitMs = 5_000;

export function idempotencyKeyOf(request: FastifyRequest): string | null {
  if (request.method !== 'POST') return null;
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError('invalid', 'invalid_idempotency_key', 'Idempotency-Key takes 1 to 255 visible ASCII characters.');
}

/** Runs `work` unless the same request was already carried out; `work` answers with a status and the reply's text. */
export async function once(p: Platform, request: FastifyRequest, work: () => Promise<Answer>): Promise<Once> {
  const claim = claimOf(request);
  for (let waited = 0; ; waited += 100) {
    if (await take(p, claim)) return { ...(await runAsOwner(p, claim, work)), isRepeated: false };
    const earlier = await readEarlier(p, claim);
    if (earlier) return { ...earlier, isRepeated: true };
    if (waited >= twinWaitMs) {
      throw new AppError('conflict', 'idempotency_key_in_use', 'The same request is still being carried out.');
    }
    await sleep(100);
  }
}

function claimOf(request: FastifyRequest): Claim {
  const { actor } = request;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.from(JSON.stringify(request.body) ?? '');
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`).update(body).digest();
  return { actor: `agent:${actor?.id}`, key: idempotencyKeyOf(request) ?? '', hash, owner: randomUUID() };
}

/** The row is ours when it is new, or when whoever had it stopped before committing anything. */
async function take(p: Platform, claim: Claim): Promise<boolean> {
  const mark = JSON.stringify({ owner: claim.owner });
  const { rows } = await sql`
    insert into idempotency_keys as known (actor, key, request_hash, response, created_at)
    values (${claim.actor}, ${claim.key}, ${claim.hash}, ${mark}::jsonb, clock_timestamp())
    on conflict (actor, key) do update
      set response = excluded.response, request_hash = excluded.request_hash, created_at = excluded.created_at, status = null
      where known.created_at < clock_timestamp() - interval '24 hours'
        or (known.status is null and known.request_hash = excluded.request_hash
          and known.created_at < clock_timestamp() - make_interval(secs => ${leaseSeconds}))
    returning key`.execute(p.db);
  return rows.length > 0;
}

/** What an earlier request with this key left: its answer, a refusal, or null while it still runs (or has just freed the key). */
async function readEarlier(p: Platform, claim: Claim): Promise<Answer | null> {
  const { rows } = await sql<Row>`
    select request_hash, status, response, created_at < clock_timestamp() - make_interval(secs => ${leaseSeconds}) as is_abandoned
    from idempotency_keys where actor = ${claim.actor} and key = ${claim.key}`.execute(p.db);
  const row = rows[0];
  if (!row) return null;
  if (!row.request_hash.equals(claim.hash)) {
    throw new AppError('conflict', 'idempotency_key_reused', 'This Idempotency-Key was used for another request.');
  }
  const sealed = row.response?.sealed;
  if (row.status && sealed !== undefined) return { status: row.status, body: p.secrets.open(sealed, contextOf(claim)) };
  if (row.status === 0 && row.is_abandoned) {
    throw new AppError(
      'conflict',
      'idempotency_answer_lost',
      'This request was carried out, but the desk stopped before it could answer. Look before you send another.',
    );
  }
  return null;
}

async function runAsOwner(p: Platform, claim: Claim, work: () => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await withBeforeCommit(markCarriedOut(claim), work);
    await keepAnswer(p, claim, answer);
    return answer;
  } catch (error) {
    await free(p, claim);
    throw error;
  }
}

/** Runs inside every transaction of the request, right before its commit: no second owner can have got this far. */
function markCarriedOut(claim: Claim): Parameters<typeof withBeforeCommit>[0] {
  return async (run) => {
    const { rowCount } = await run({
      text: `update idempotency_keys set status = 0 where actor = $1 and key = $2 and response->>'owner' = $3`,
      values: [claim.actor, claim.key, claim.owner],
    });
    if (rowCount === 1) return;
    throw new AppError('conflict', 'idempotency_key_in_use', 'The same request was taken over by another attempt.');
  };
}

async function keepAnswer(p: Platform, claim: Claim, answer: Answer): Promise<void> {
  const response = JSON.stringify({ sealed: p.secrets.seal(answer.body, contextOf(claim)) });
  const keep = sql`update idempotency_keys set status = ${answer.status}, response = ${response}::jsonb
    where actor = ${claim.actor} and key = ${claim.key} and response->>'owner' = ${claim.owner}`;
  await keep.execute(p.db).catch((error) => {
    // The work is committed: the caller gets its answer now; only a repetition will hear that it was lost.
    p.log.warn({ err: error }, 'The answer of an idempotent request was not kept');
  });
}

async function free(p: Platform, claim: Claim): Promise<void> {
  const forget = sql`delete from idempotency_keys
    where actor = ${claim.actor} and key = ${claim.key} and status is null and response->>'owner' = ${claim.owner}`;
  await forget.execute(p.db).catch(() => undefined); // the lease frees it
}

/** Answers may hold what is shown once (a new token), so they are sealed, bound to who asked and to the key. */
function contextOf(claim: Claim): string {
  return `idempotency:${claim.actor}:${claim.key}`;
}

export async function forgetOldIdempotencyKeys(p: Platform): Promise<void> {
  await sql`delete from idempotency_keys where created_at < clock_timestamp() - interval '24 hours'`.execute(p.db);
}
