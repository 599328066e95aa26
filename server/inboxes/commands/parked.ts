import { AppError } from '../../../domain/errors.ts';
import type { Actor, AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { deskVersion } from '../../platform/version.ts';
import { filingOf } from '../arrivals.ts';
import { discardParked, type InboundRow, markParked, releaseParked } from '../store/inbound.ts';
import { lockAllParked, lockParked, lockParkedByOthers, type ParkedRow } from '../store/parked.ts';

// Mail that could not be filed: its bytes stay, an admin sees why, and the mail behind it has long been filed. What a
// person does about it is in the audit log; what the desk tries again by itself after an upgrade as well.

type By = { actor: AgentActor; request: { ip: string; id: string } };

export async function park(p: Platform, row: InboundRow, met: unknown): Promise<void> {
  const error = met instanceof Error ? met.message : String(met);
  const code = met instanceof AppError ? met.code : null;
  await transaction(p.db, async (tx) => {
    const isDone = await markParked(tx, row.id, { error: error.slice(0, 2_000), code, by: deskVersion });
    if (!isDone) return;
    await recordEvents(tx, inboundContext(p, row.id), [
      { type: 'inbound.parked', reason: { code: 'inbound_parked', values: { error: error.slice(0, 500) } } },
    ]);
  });
}

export async function retryParked(p: Platform, inboundUuid: string, { actor, request }: By): Promise<void> {
  await transaction(p.db, async (tx) => {
    const row = await lockOrRefuse(tx, inboundUuid);
    await release(tx, p, { rows: [row], actor });
    await recordAudit(tx, { actor, request, action: 'inbound.retried', ...objectOf(row), at: p.clock.now() });
  });
  filingOf(p)?.wake();
}

const mostAtOnce = 500;

/** All that is parked, or the oldest of very much. How many. */
export async function retryAllParked(p: Platform, { actor, request }: By): Promise<number> {
  const count = await transaction(p.db, async (tx) => {
    const rows = await lockAllParked(tx, mostAtOnce);
    await release(tx, p, { rows, actor });
    if (rows.length > 0) {
      const details = { count: rows.length };
      await recordAudit(tx, { actor, request, action: 'inbound.retried', details, at: p.clock.now() });
    }
    return rows.length;
  });
  filingOf(p)?.wake();
  return count;
}

/** A new release may understand what an older one could not: each parked mail gets one more try, by itself. */
export async function retryAfterUpgrade(p: Platform, version = deskVersion): Promise<number> {
  let count = 0;
  for (let more = mostAtOnce; more === mostAtOnce; count += more) {
    more = await transaction(p.db, async (tx) => {
      const actor: Actor = { kind: 'system' };
      const rows = await lockParkedByOthers(tx, version, mostAtOnce);
      await release(tx, p, { rows, actor });
      return rows.length;
    });
  }
  if (count === 0) return 0;
  const details = { count, version };
  await recordAudit(p.db, { actor: { kind: 'system' }, action: 'inbound.retried', details, at: p.clock.now() });
  filingOf(p)?.wake();
  return count;
}

export async function discard(p: Platform, inboundUuid: string, { actor, request }: By): Promise<void> {
  await transaction(p.db, async (tx) => {
    const row = await lockOrRefuse(tx, inboundUuid);
    await discardParked(tx, row.id);
    await recordEvents(tx, { ...inboundContext(p, row.id), actor, cause: causeOf(actor) }, [
      { type: 'inbound.released', details: { to: 'discard' } },
    ]);
    await recordAudit(tx, { actor, request, action: 'inbound.discarded', ...objectOf(row), at: p.clock.now() });
  });
}

async function release(tx: Tx, p: Platform, { rows, actor }: { rows: ParkedRow[]; actor: Actor }): Promise<void> {
  for (const { id } of rows) {
    await releaseParked(tx, id);
    await recordEvents(tx, { ...inboundContext(p, id), actor, cause: causeOf(actor) }, [
      { type: 'inbound.released', details: { to: 'retry' } },
    ]);
  }
}

async function lockOrRefuse(tx: Tx, uuid: string): Promise<ParkedRow> {
  const parked = await lockParked(tx, uuid);
  if (!parked) throw new AppError('not_found', 'parked_mail_not_found', 'There is no such parked mail.');
  return parked;
}

function objectOf({ uuid, from, subject }: ParkedRow) {
  const details = { ...(from && { from }), ...(subject && { subject: subject.slice(0, 200) }) };
  return { objectKind: 'inbound', objectId: uuid, details };
}

export function inboundContext(p: Platform, inboundId: number) {
  return {
    at: p.clock.now(),
    actor: { kind: 'system' as const },
    cause: { kind: 'system' as const, id: null, depth: 0 },
    channel: null,
    subjectKind: 'inbound',
    subjectId: inboundId,
  };
}
