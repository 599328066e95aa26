import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { addTeam } from '../../agents/commands/manage-teams.ts';
import { agentActor } from '../../agents/reads/actor.ts';
import { firstOwner } from '../../agents/reads/first-owner.ts';
import { resolveRefs } from '../../agents/reads/refs.ts';
import { listTeams } from '../../agents/reads/teams.ts';
import { findOrMakeContact } from '../../contacts/commands/find-or-make.ts';
import { addOrganization } from '../../contacts/commands/save-organization.ts';
import { listOrganizations } from '../../contacts/reads/organizations.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { internalNote } from '../../tickets/commands/internal-note.ts';
import type { NewMessage } from '../../tickets/commands/new-message.ts';
import { openTicket } from '../../tickets/commands/open.ts';
import { receiveMessage } from '../../tickets/commands/receive.ts';
import { updateTicket } from '../../tickets/commands/update.ts';
import { readTicket } from '../../tickets/reads/ticket.ts';
import { type SampleLine, type SampleTicket, sampleOrganizations, samplePeople, sampleTickets } from './tickets.ts';

const sampleTag = 'sample';
const teams = [
  { name: 'Support', topics: ['technical-support', 'product-information'] },
  { name: 'Billing', topics: ['billing', 'complaint'] },
];

/**
 * An ordinary afternoon at the desk: told through the rooms' own commands, at the instants it would have happened, so that
 * history, search and counts are as real as any. Replies are filed without a delivery: nothing leaves.
 */
export async function addSample(p: Platform): Promise<{ tickets: number; teams: number }> {
  const ownerId = await firstOwner(p.db);
  if (ownerId === null) {
    throw new AppError(
      'conflict',
      'no_owner',
      'This desk has no owner yet: open its setup link, or set OWNER_EMAIL and OWNER_PASSWORD.',
    );
  }
  const owner = await agentActor(p.db, ownerId, true);
  const added = await addTeams(p, owner);
  await addOrganizations(p, owner);
  for (const ticket of sampleTickets) await addTicket(p, owner, ticket);
  return { tickets: sampleTickets.length, teams: added };
}

async function addTeams(p: Platform, actor: AgentActor): Promise<number> {
  const known = new Set((await listTeams(p.db)).map((team) => team.name));
  const missing = teams.filter((team) => !known.has(team.name));
  for (const { name } of missing) await addTeam(p, { actor, body: { name, members: [actor.uuid] } });
  return missing.length;
}

async function addOrganizations(p: Platform, actor: AgentActor): Promise<void> {
  const { organizations } = await listOrganizations(p.db, { limit: 100 });
  const known = new Set(organizations.map((organization) => organization.name));
  for (const { name, domain, isVip } of Object.values(sampleOrganizations)) {
    if (!known.has(name)) await addOrganization(p, { actor, body: { name, domains: [domain], isVip } });
  }
}

async function addTicket(p: Platform, owner: AgentActor, sample: SampleTicket): Promise<void> {
  const openedAt = p.clock.now().getTime() - sample.hoursAgo * 3_600_000;
  const at = (minutes: number): Platform => {
    const instant = new Date(openedAt + minutes * 60_000);
    return { ...p, clock: { now: () => instant } };
  };
  const { ticketId, number } = await transaction(p.db, (tx) => open(tx, at(0), { owner, sample }));
  for (const line of sample.lines.slice(1)) {
    await transaction(p.db, (tx) => say(tx, at(line.after), { owner, sample, line, ticketId }));
  }
  await settleStatus(at((sample.lines.at(-1)?.after ?? 0) + 5), { owner, sample, number });
}

type Telling = { owner: AgentActor; sample: SampleTicket };

async function open(tx: Tx, p: Platform, { owner, sample }: Telling) {
  const { contactId, organizationId } = await requesterOf(tx, p, sample);
  const team = teams.find(({ topics }) => topics.includes(sample.topic))?.name.toLowerCase();
  const { topicId, teamId } = await resolveRefs(tx, owner, { topic: sample.topic, team });
  const [first] = sample.lines;
  const message = messageOf(p, { line: first as SampleLine, contactId, agentId: owner.id });
  return openTicket(tx, p, {
    subject: sample.subject,
    requesterId: contactId,
    organizationId,
    channel: message.channel,
    inboxId: null,
    language: samplePeople[sample.requester].language,
    priority: sample.priority,
    topicId: topicId ?? null,
    teamId: teamId ?? null,
    assigneeId: sample.status === 'new' ? null : owner.id,
    tags: [...sample.tags, sampleTag],
    actor: { kind: 'contact', id: contactId },
    cause: { kind: 'contact', id: contactId, depth: 0 },
    message,
    at: p.clock.now(),
  });
}

async function say(tx: Tx, p: Platform, told: Telling & { line: SampleLine; ticketId: number }): Promise<void> {
  const { owner, sample, line, ticketId } = told;
  const { contactId } = await requesterOf(tx, p, sample);
  const message = messageOf(p, { line, contactId, agentId: owner.id });
  const actor = line.by === 'requester' ? ({ kind: 'contact', id: contactId } as const) : owner;
  await receiveMessage(tx, p, { ticketId, message, actor });
}

async function settleStatus(p: Platform, { owner, sample, number }: Telling & { number: number }): Promise<void> {
  if (sample.status === 'new') return;
  const { version } = await readTicket(p.db, { actor: owner, number });
  await updateTicket(p, { actor: owner, number, body: { version, status: sample.status } });
}

function requesterOf(tx: Tx, p: Platform, { requester }: SampleTicket) {
  const { name, email, language } = samplePeople[requester];
  return findOrMakeContact(tx, p, { kind: 'email', value: email, name, isVerified: false, language });
}

function messageOf(p: Platform, said: { line: SampleLine; contactId: number; agentId: number }): NewMessage {
  const { line, contactId, agentId } = said;
  const note = internalNote({ kind: 'agent', agentId }, { text: line.text, at: p.clock.now() });
  if (line.by === 'note') return note;
  const isRequester = line.by === 'requester';
  return {
    ...note,
    kind: 'reply',
    direction: isRequester ? 'in' : 'out',
    author: isRequester ? { kind: 'contact', contactId } : note.author,
  };
}
