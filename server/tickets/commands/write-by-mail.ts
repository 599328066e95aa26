import type { Decision, Reason } from '../../../domain/events.ts';
import { routeReply } from '../../../domain/messages.ts';
import { type Actor, type AgentActor, may } from '../../../domain/permissions.ts';
import { assign } from '../../../domain/tickets/assign.ts';
import { inTurn, refuseIfClosed } from '../../../domain/tickets/decide.ts';
import { note } from '../../../domain/tickets/note.ts';
import { postReply } from '../../../domain/tickets/reply.ts';
import { changeStatus, statusOf } from '../../../domain/tickets/status.ts';
import type { Status, StatusCategory, Ticket } from '../../../domain/tickets/ticket.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readCorrespondence } from '../reads/correspondence.ts';
import { statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicketById } from '../store/lock.ts';
import type { Outgoing } from '../store/pieces.ts';
import { saveDecision, saveMessage } from '../store/save.ts';
import { lackToSolve } from './fields.ts';
import { refuseIfMoved } from './moved.ts';
import type { NewAttachment, NewMessage } from './new-message.ts';

/** What an agent wrote by mail. `isTheirs` is false where nobody vouches for the sender: then it only adds a note of the desk's. */
export type WrittenByMail = {
  actor: AgentActor;
  ticketId: number;
  isTheirs: boolean;
  kind: 'reply' | 'note';
  text: string;
  attachments: NewAttachment[];
  assignMe: boolean;
  status: StatusCategory | null;
  from: Pick<NewMessage, 'inboxId' | 'inboundId' | 'channel' | 'verdict' | 'externalId' | 'writtenFor'> & {
    reason: Reason;
  };
};

/** Puts it into the ticket as if it had been written there, at once: mail has no undo window. Asks the agent's scope of today. */
export async function writeByMail(tx: Tx, p: Platform, written: WrittenByMail): Promise<void> {
  const ticket = await lockTicketById(tx, p, { actor: written.actor, ticketId: written.ticketId });
  await refuseIfMoved(tx, ticket, written.from.writtenFor);
  refuseIfClosed(ticket);
  const at = p.clock.now();
  const actor: Actor = written.isTheirs ? written.actor : { kind: 'system' };
  const recorded = { at, actor, cause: causeOf(actor), channel: written.from.channel };
  const decision = await decide(tx, ticket, { written, at, statuses: await statusesOf(p, tx) });
  if (saysNothing(written)) return saveDecision(tx, ticket, { ...recorded, decision });

  const known = written.kind === 'reply' ? await readCorrespondence(tx, p, { ticket, seen: undefined }) : null;
  const delivery = known === null ? null : routeReply(known.who, at);
  const message = messageOf(written, delivery, at);
  await saveMessage(tx, ticket, { ...recorded, decision, message, ...(delivery && { delivery }) });
}

type Asked = { written: WrittenByMail; at: Date; statuses: readonly Status[] };

/** What was asked; where the ticket lacks something to be solved, all but that, and the ticket says what is missing. */
async function decide(tx: Tx, ticket: LockedTicket, { written, at, statuses }: Asked): Promise<Decision> {
  const asked = inTurn(ticket, stepsOf(statuses, written, at));
  const lack = written.status === null ? null : await lackToSolve(tx, ticket, asked);
  if (lack === null) return asked;
  const kept = inTurn(ticket, stepsOf(statuses, { ...written, status: null }, at));
  return { ...kept, events: [...kept.events, { type: 'ticket.solve_refused', reason: lack }] };
}

function saysNothing({ text, attachments }: WrittenByMail): boolean {
  return text === '' && attachments.length === 0;
}

type Step = (ticket: Ticket) => Decision;

function stepsOf(statuses: readonly Status[], written: WrittenByMail, at: Date): Step[] {
  const { actor } = written;
  const mayChange = written.isTheirs && may(actor, 'tickets.update');
  const to = mayChange && written.status !== null ? statusOf(written.status, statuses) : undefined;
  const taken: Step[] =
    mayChange && written.assignMe ? [(ticket) => assign(ticket, { assigneeId: actor.id, statuses }, at)] : [];
  if (!saysNothing(written)) return [...taken, saying(written.kind, { statuses, ...(to && { status: to }) }, at)];
  return to === undefined ? taken : [...taken, (ticket) => changeStatus(ticket, { to }, at)];
}

function saying(kind: 'reply' | 'note', said: { statuses: readonly Status[]; status?: Status }, at: Date): Step {
  if (kind === 'reply') return (ticket) => postReply(ticket, said, at);
  return (ticket) => note(ticket, { mentions: [], ...(said.status && { status: said.status }) }, at);
}

/** A reply is known outside by the id it leaves under, not by that of the agent's own mail. */
function messageOf(written: WrittenByMail, delivery: Outgoing | null, at: Date): NewMessage {
  const { actor, kind, text, attachments, from } = written;
  return {
    kind,
    direction: kind === 'reply' ? 'out' : 'internal',
    author: written.isTheirs ? { kind: 'agent', agentId: actor.id } : { kind: 'system' },
    text,
    html: null,
    attachments,
    isAutomatic: false,
    at,
    ...from,
    ...(delivery === null
      ? { recipients: { to: [], cc: [] } }
      : {
          recipients: delivery.recipients,
          inboxId: delivery.inboxId,
          channel: delivery.channel,
          externalId: null,
        }),
  };
}
