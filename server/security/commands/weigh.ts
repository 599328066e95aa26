import { type Suspicion, suspect } from '../../../domain/suspicion.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readFacts } from '../reads/facts.ts';
import { insertSuspicion, lockSuspicions, suspicionsSince } from '../store/suspicions.ts';

// What was seen is held against the rules again and again, and what is new is said: in the audit log, which nobody changes,
// and as an event, of which the notifications room tells owners and admins.

const hour = 3_600_000;
/** Whoever floods the desk with one kind of attack shall not bury the other kinds. */
const mostOfAKind = 20;
const system = { kind: 'system' } as const;

/** Safe to run at any time, by any number of processes: the same thing is said once an hour. */
export async function weighFacts(p: Platform): Promise<void> {
  await transaction(p.db, async (tx) => {
    if (!(await lockSuspicions(tx))) return;
    const at = p.clock.now();
    const said = await suspicionsSince(tx, new Date(at.getTime() - hour));
    for (const suspicion of suspect(await readFacts(tx, at), at)) {
      const ofItsKind = said.filter(({ code }) => code === suspicion.code);
      const isSaid = ofItsKind.some(({ subject }) => subject === suspicion.subject);
      if (isSaid || ofItsKind.length >= mostOfAKind) continue;
      await say(tx, suspicion, at);
      said.push(suspicion);
    }
  });
}

async function say(tx: Tx, suspicion: Suspicion, at: Date): Promise<void> {
  const { id, uuid } = await insertSuspicion(tx, suspicion, at);
  const { code, severity, values } = suspicion;
  const what = { action: 'security.suspicion', objectKind: 'suspicion', objectId: uuid };
  await recordAudit(tx, { actor: system, at, ...what, details: { code, severity, ...values } });
  const about = { at, actor: system, cause: causeOf(system), channel: null, subjectKind: 'suspicion', subjectId: id };
  await recordEvents(tx, about, [{ type: 'security.suspicion', reason: { code, values } }]);
}
