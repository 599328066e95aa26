import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { linkIncident, unlinkIncident } from '../../../domain/tickets/incidents.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { deleteIncident, insertIncident, problemOf, tiesOf } from '../store/incidents.ts';
import { idOfTicket, type LockedTicket, lockTicketsById } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';

type Asked = { actor: AgentActor; number: number };
type Pair = { ticket: LockedTicket; problem: LockedTicket };

/** A ticket is an incident of a problem from now on. Whoever does not see both links nothing. */
export async function makeIncident(
  p: Platform,
  { problem: of, actor, number }: Asked & { problem: number },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticketIds = [await idOfTicket(tx, number), await idOfTicket(tx, of)];
    const [ticket, problem] = (await lockTicketsById(tx, p, { actor, ticketIds })) as [LockedTicket, LockedTicket];
    const pair = { ticketId: ticket.id, problemId: problem.id };
    const decisions = linkIncident(ticket, problem, await tiesOf(tx, pair));
    await insertIncident(tx, pair);
    await tell(tx, p, { actor, ticket, problem, decisions });
  });
}

/** And no more. */
export async function endIncident(p: Platform, { actor, number }: Asked): Promise<void> {
  await transaction(p.db, async (tx) => {
    const id = await idOfTicket(tx, number);
    const problemId = await problemOf(tx, id);
    const ticketIds = problemId === null ? [id] : [id, problemId];
    const [ticket, problem] = (await lockTicketsById(tx, p, { actor, ticketIds })) as [LockedTicket, LockedTicket];
    if (problemId === null || (await problemOf(tx, id)) !== problemId) throw noIncident();
    await deleteIncident(tx, { ticketId: id, problemId });
    await tell(tx, p, { actor, ticket, problem, decisions: unlinkIncident(ticket, problem) });
  });
}

function noIncident(): AppError {
  return new AppError('conflict', 'no_incident', 'This ticket is no incident, or somebody unlinked it already.');
}

type Told = Pair & { actor: AgentActor; decisions: { incident: Decision; problem: Decision } };

async function tell(tx: Tx, p: Platform, { actor, ticket, problem, decisions }: Told): Promise<void> {
  const by = { at: p.clock.now(), actor, cause: causeOf(actor), channel: null };
  await saveDecision(tx, ticket, { ...by, decision: decisions.incident });
  await saveDecision(tx, problem, { ...by, decision: decisions.problem });
}
