import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { filingOf } from '../arrivals.ts';
import { discardParked, type InboundRow, lockParked, markParked, releaseParked } from '../store/inbound.ts';

// Mail that could not be filed: its bytes stay, an admin sees why, and the mail behind it has long been filed.

export async function park(p: Platform, row: InboundRow, error: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    if (!(await markParked(tx, row.id, error.slice(0, 2_000)))) return;
    await recordEvents(tx, inboundContext(p, row.id), [
      { type: 'inbound.parked', reason: { code: 'inbound_parked', values: { error: error.slice(0, 500) } } },
    ]);
  });
}

export async function retryParked(p: Platform, actor: AgentActor, inboundUuid: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { id } = await lockOrRefuse(tx, inboundUuid);
    await releaseParked(tx, id);
    await recordEvents(tx, { ...inboundContext(p, id), actor, cause: causeOf(actor) }, [
      { type: 'inbound.released', details: { to: 'retry' } },
    ]);
  });
  filingOf(p)?.wake();
}

export async function discard(p: Platform, actor: AgentActor, inboundUuid: string): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { id } = await lockOrRefuse(tx, inboundUuid);
    await discardParked(tx, id);
    await recordEvents(tx, { ...inboundContext(p, id), actor, cause: causeOf(actor) }, [
      { type: 'inbound.released', details: { to: 'discard' } },
    ]);
  });
}

async function lockOrRefuse(tx: Tx, uuid: string) {
  const parked = await lockParked(tx, uuid);
  if (!parked) throw new AppError('not_found', 'parked_mail_not_found', 'There is no such parked mail.');
  return parked;
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
