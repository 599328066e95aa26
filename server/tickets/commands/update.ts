import type { UpdateTicketBody } from '../../../contract/tickets.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { assign } from '../../../domain/tickets/assign.ts';
import { inTurn } from '../../../domain/tickets/decide.ts';
import { changePriority } from '../../../domain/tickets/priority.ts';
import { changeStatus } from '../../../domain/tickets/status.ts';
import { setTags } from '../../../domain/tickets/tag.ts';
import type { Status, Ticket } from '../../../domain/tickets/ticket.ts';
import { changeTopic } from '../../../domain/tickets/topic.ts';
import { type ResolvedRefs, resolveRefs } from '../../agents/reads/refs.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { fieldsChangedSince } from '../reads/changed-fields.ts';
import { statusBySlug, statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicket } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';

type Updating = { actor: AgentActor; number: number; body: UpdateTicketBody };

/** What the log calls the fields of a patch. */
const recordedAs = {
  status: 'status',
  priority: 'priority',
  team: 'teamId',
  assignee: 'assigneeId',
  topic: 'topicId',
  tags: 'tags',
} as const;
type PatchField = keyof typeof recordedAs;

/** Changes what an agent may change of a ticket: several fields at once are one commit, or none of them is changed. */
export async function updateTicket(p: Platform, { actor, number, body }: Updating): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const { team, assignee, topic } = body;
    const refs = await resolveRefs(tx, actor, { team, assignee, topic, mustBeActive: true });
    await refuseIfChangedSince(tx, ticket, body);

    const at = p.clock.now();
    const statuses = await statusesOf(p, tx);
    const status = body.status === undefined ? undefined : await statusBySlug(p, tx, body.status);
    const decision = decide(ticket, { body, refs, status, statuses }, at);
    await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
  });
}

/** Two people who change different fields do not disturb each other; only who would overwrite something unseen is refused. */
async function refuseIfChangedSince(tx: Tx, ticket: LockedTicket, body: UpdateTicketBody): Promise<void> {
  if (body.version === ticket.version) return;
  if (body.version > ticket.version) {
    throw new AppError('invalid', 'unknown_version', 'The ticket never had this version.', {
      fields: { version: 'There is no such version yet.' },
    });
  }
  const changed = await fieldsChangedSince(tx, { ticketId: ticket.id, version: body.version });
  const patched = (Object.keys(recordedAs) as PatchField[]).filter((field) => body[field] !== undefined);
  const fields = patched.filter((field) => changed.has(recordedAs[field]));
  if (fields.length === 0) return;
  throw new AppError('conflict', 'ticket_changed', `Somebody changed this ticket since: ${fields.join(', ')}.`, {
    details: { fields, version: ticket.version },
  });
}

type Asked = { body: UpdateTicketBody; refs: ResolvedRefs; status: Status | undefined; statuses: readonly Status[] };

/** The status comes last: what was asked for outweighs what an assignment brings about by itself. */
function decide(ticket: LockedTicket, { body, refs, status, statuses }: Asked, at: Date): Decision {
  const steps: ((ticket: Ticket) => Decision)[] = [];
  const { priority, tags } = body;
  const { topicId } = refs;
  if (priority !== undefined) steps.push((current) => changePriority(current, priority));
  if (topicId !== undefined) steps.push((current) => changeTopic(current, topicId));
  if (tags !== undefined) steps.push((current) => setTags(current, tags));
  steps.push((current) => assign(current, { ...refs, statuses }, at));
  if (status) steps.push((current) => changeStatus(current, { to: status }, at));
  return inTurn(ticket, steps);
}
