import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { refuseIfClosed } from '../../../domain/tickets/decide.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform } from '../../platform/platform.ts';
import { questionOf } from '../reads/questions.ts';
import { lockTicket } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';
import { deleteTick, insertTick } from '../store/ticks.ts';

type Ticking = { actor: AgentActor; number: number; questionId: string; isTicked: boolean };

/** Ticks a question off the checklist, or takes the tick away. It is a note to colleagues: the ticket gets no new version. */
export async function tickQuestion(p: Platform, { actor, number, questionId, isTicked }: Ticking): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    refuseIfClosed(ticket);
    const question = await questionOf(tx, { questionId, topicId: ticket.topicId });
    if (question === null) throw new AppError('not_found', 'question_not_found', 'There is no such question.');
    const at = p.clock.now();
    const tick = { ticketId: ticket.id, questionId: question.id };
    const isNews = isTicked ? await insertTick(tx, { ...tick, agentId: actor.id, at }) : await deleteTick(tx, tick);
    if (!isNews) return;
    const details = { question: question.text, isTicked };
    const decision = { changes: {}, events: [{ type: 'ticket.question_ticked' as const, details }] };
    await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
  });
}
