import type { UpdateTicketBody } from '../../../contract/tickets.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import { type FieldValue, fieldName } from '../../../domain/fields/field.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { assign } from '../../../domain/tickets/assign.ts';
import { inTurn } from '../../../domain/tickets/decide.ts';
import { setFields } from '../../../domain/tickets/fields.ts';
import { type Graded, gradeTicket } from '../../../domain/tickets/grade.ts';
import { changePriority } from '../../../domain/tickets/priority.ts';
import { changeStatus } from '../../../domain/tickets/status.ts';
import { setTags } from '../../../domain/tickets/tag.ts';
import type { Status, Ticket } from '../../../domain/tickets/ticket.ts';
import { type ResolvedRefs, refuseArchivedTopic, resolveRefs } from '../../agents/reads/refs.ts';
import { readGivenFields } from '../../fields/commands/read-given.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { priorityMatrix } from '../../settings/reads/priority-matrix.ts';
import { fieldsChangedSince } from '../reads/changed-fields.ts';
import { statusBySlug, statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicket } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';
import { refuseUnfilled } from './fields.ts';
import { topicSteps } from './topic.ts';

type Updating = { actor: AgentActor; number: number; body: UpdateTicketBody };

/** What the log calls the fields of a patch. */
const recordedAs = {
  status: 'status',
  priority: 'priority',
  team: 'teamId',
  assignee: 'assigneeId',
  topic: 'topicId',
  tags: 'tags',
  impact: 'impact',
  urgency: 'urgency',
} as const;
type PatchField = keyof typeof recordedAs;

/** Changes what an agent may change of a ticket: several fields at once are one commit, or none of them is changed. */
export async function updateTicket(p: Platform, { actor, number, body }: Updating): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const { team, assignee, topic } = body;
    const refs = await resolveRefs(tx, actor, { team, assignee, topic, mustBeActive: true });
    refuseArchivedTopic(refs, ticket.topicId);
    await refuseIfChangedSince(tx, ticket, body);

    const at = p.clock.now();
    const statuses = await statusesOf(p, tx);
    const status = body.status === undefined ? undefined : await statusBySlug(p, tx, body.status);
    const values = await readGivenFields(tx, 'ticket', body.fields);
    const steps = await stepsOf(tx, ticket, { body, refs, status, statuses, values, at });
    const decision = inTurn(ticket, steps);
    await refuseUnfilled(tx, ticket, decision);
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
  const fields = patchedFields(body).flatMap(([field, recorded]) => (changed.has(recorded) ? [field] : []));
  if (fields.length === 0) return;
  throw new AppError('conflict', 'ticket_changed', `Somebody changed this ticket since: ${fields.join(', ')}.`, {
    details: { fields, version: ticket.version },
  });
}

/** What a patch asks for, by its own names and by the log's. */
function patchedFields(body: UpdateTicketBody): [asked: string, recorded: string][] {
  const named = (Object.keys(recordedAs) as PatchField[]).filter((field) => body[field] !== undefined);
  const own = Object.keys(body.fields ?? {});
  return [
    ...named.map((field): [string, string] => [field, recordedAs[field]]),
    ...own.map((key): [string, string] => [`fields.${key}`, fieldName(key)]),
  ];
}

type Asked = {
  body: UpdateTicketBody;
  refs: ResolvedRefs;
  status: Status | undefined;
  statuses: readonly Status[];
  values: Readonly<Record<string, FieldValue | null>>;
  at: Date;
};
type Step = (ticket: Ticket) => Decision;

/** The status comes last: what was asked for outweighs what an assignment brings about by itself. */
async function stepsOf(tx: Tx, ticket: LockedTicket, asked: Asked): Promise<Step[]> {
  const { body, refs, status, statuses, values, at } = asked;
  const steps: Step[] = [];
  const { priority, tags, impact, urgency } = body;
  const { topicId } = refs;
  if (impact !== undefined || urgency !== undefined) {
    const matrix = await priorityMatrix(tx);
    steps.push((current) => gradeTicket(current, { ...given({ impact, urgency }), matrix }));
  }
  if (priority !== undefined) steps.push((current) => changePriority(current, priority));
  if (topicId !== undefined) {
    const namesTeam = refs.teamId !== undefined;
    steps.push(...(await topicSteps(tx, ticket, { topicId, statuses, at, namesTeam })));
  }
  if (tags !== undefined) steps.push((current) => setTags(current, tags));
  steps.push((current) => setFields(current, { values }));
  steps.push((current) => assign(current, { ...refs, statuses }, at));
  if (status) steps.push((current) => changeStatus(current, { to: status }, at));
  return steps;
}

function given({ impact, urgency }: Pick<UpdateTicketBody, 'impact' | 'urgency'>): Graded {
  return { ...(impact !== undefined && { impact }), ...(urgency !== undefined && { urgency }) };
}
