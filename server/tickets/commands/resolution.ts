import type { AgentActor } from '../../../domain/permissions.ts';
import { recordResolution } from '../../../domain/tickets/resolution.ts';
import type { Resolution } from '../../../domain/tickets/ticket.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform } from '../../platform/platform.ts';
import { lockTicket } from '../store/lock.ts';
import { keepResolutionWords } from '../store/resolution-words.ts';
import { saveDecision } from '../store/save.ts';

type Writing = { actor: AgentActor; number: number; resolution: Resolution | null };

/** Writes down what was found and done, or takes it away; its words are found by search from then on. */
export async function writeResolution(p: Platform, { actor, number, resolution }: Writing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const decision = recordResolution(ticket, resolution);
    const at = p.clock.now();
    await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
    if (decision.events.length > 0) await keepResolutionWords(tx, { ticketId: ticket.id, resolution, at });
  });
}
