import type { z } from 'zod';
import type { TopicFields, topicBody } from '../../contract/topics.ts';
import { AppError } from '../../domain/errors.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { refusePlace } from '../../domain/topics/tree.ts';
import type { Translated } from '../../domain/translated.ts';
import { recordAudit } from '../platform/audit.ts';
import { transaction } from '../platform/database/database.ts';
import { causeOf, recordEvents } from '../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../platform/platform.ts';
import { refuseBrokenConfirmation } from '../tickets/commands/check-texts.ts';
import { moveTicketsLater } from './jobs.ts';
import { saveChecklist, saveForm } from './store/asked.ts';
import {
  deleteTopic,
  idOf,
  insertTopic,
  type LockedTopic,
  lockTree,
  placeTopics,
  saveTopic,
  topicIn,
  unknownReference,
} from './store/topics.ts';

// What tickets are about, and what a topic chooses for them. What tickets make of it is theirs (tickets/commands/topic.ts).

export type Managing = { actor: AgentActor; request: { ip: string; id: string } };

export async function addTopic(p: Platform, asked: Managing & { body: z.output<typeof topicBody> }): Promise<string> {
  const { name, ...choices } = asked.body;
  return transaction(p.db, async (tx) => {
    const tree = await lockTree(tx);
    const parentId = parentIn(tree, choices.parentId);
    refusePlace(tree, { id: null, parentId: parentId ?? null });
    const made = await insertTopic(tx, tree, name);
    await saveChoices(tx, made.id, { ...choices, parentId });
    await tell(tx, p, { ...asked, action: 'topic.added', topic: { ...made, name } });
    return made.uuid;
  });
}

export async function updateTopic(p: Platform, uuid: string, asked: Managing & { body: TopicFields }): Promise<void> {
  await transaction(p.db, async (tx) => {
    const tree = await lockTree(tx);
    const topic = topicIn(tree, uuid);
    const parentId = parentIn(tree, asked.body.parentId) ?? placeToReturnTo(tree, topic, asked.body);
    if (parentId !== undefined) refusePlace(tree, { id: topic.id, parentId });
    const isMoved = parentId !== undefined && parentId !== topic.parentId;
    await saveChoices(tx, topic.id, { ...asked.body, parentId: isMoved ? parentId : undefined });
    const details = { changed: Object.keys(asked.body) };
    await tell(tx, p, { ...asked, action: 'topic.changed', topic, details });
  });
}

/**
 * A topic that tickets name is archived, so that they keep their word; else it is gone. `tickets` says where the open ones go:
 * to another topic (its id), to none (null), or nowhere (undefined).
 */
export async function removeTopic(
  p: Platform,
  uuid: string,
  asked: Managing & { tickets: string | null | undefined },
): Promise<'removed' | 'archived'> {
  return transaction(p.db, async (tx) => {
    const tree = await lockTree(tx);
    const topic = topicIn(tree, uuid);
    refuseWithSubtopics(tree, topic);
    const instead = parentIn(tree, asked.tickets);
    if (instead === topic.id) throw unknownReference('tickets');
    const isGone = await deleteTopic(tx, topic.id, { instead: instead ?? null });
    if (!isGone) await saveTopic(tx, topic.id, { isArchived: true });
    if (!isGone && instead !== undefined) await moveTicketsLater(tx, p, { from: topic.id, to: instead });
    const became = isGone ? 'removed' : 'archived';
    await tell(tx, p, { ...asked, action: `topic.${became}`, topic });
    return became;
  });
}

export async function orderTopics(p: Platform, uuids: readonly string[], asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const tree = await lockTree(tx);
    for (const uuid of uuids) topicIn(tree, uuid);
    await placeTopics(tx, [...new Set(uuids)]);
    await tell(tx, p, { ...asked, action: 'topics.ordered', topic: null });
  });
}

type Choices = Omit<TopicFields, 'parentId'> & { parentId?: number | null | undefined };

async function saveChoices(tx: Tx, id: number, choices: Choices): Promise<void> {
  const { team, slaPolicy, form, checklist, ...columns } = choices;
  if (choices.confirmation?.kind === 'own') await refuseBrokenConfirmation(tx, choices.confirmation.texts);
  const teamId = await idOf(tx, 'teams', { uuid: team, field: 'team' });
  const slaPolicyId = await idOf(tx, 'sla_policies', { uuid: slaPolicy, field: 'slaPolicy' });
  await saveTopic(tx, id, { ...columns, teamId, slaPolicyId });
  if (form) await saveForm(tx, id, form);
  if (checklist) await saveChecklist(tx, id, checklist);
}

function parentIn(tree: readonly LockedTopic[], uuid: string | null | undefined): number | null | undefined {
  return uuid === null || uuid === undefined ? uuid : topicIn(tree, uuid).id;
}

/** A topic that is brought back while the one above it stays archived stands at the top. */
function placeToReturnTo(tree: readonly LockedTopic[], topic: LockedTopic, { parentId, isArchived }: TopicFields) {
  if (parentId !== undefined) return parentId === null ? null : undefined;
  const isAboveArchived = tree.some(({ id, isArchived: isGone }) => id === topic.parentId && isGone);
  return isArchived === false && isAboveArchived ? null : undefined;
}

function refuseWithSubtopics(tree: readonly LockedTopic[], { id }: LockedTopic): void {
  if (!tree.some((topic) => topic.parentId === id && !topic.isArchived)) return;
  throw new AppError('conflict', 'topic_has_subtopics', 'Topics stand under this one: move or remove them first.');
}

type Told = Managing & {
  action: string;
  topic: { id: number; uuid: string; name: Translated } | null;
  details?: Record<string, unknown>;
};

async function tell(tx: Tx, p: Platform, { actor, request, action, topic, details = {} }: Told): Promise<void> {
  const at = p.clock.now();
  const about = { at, actor, cause: causeOf(actor), channel: null, subjectKind: 'topic' };
  await recordEvents(tx, { ...about, ...(topic && { subjectId: topic.id }) }, [
    { type: 'topics.changed', details: { action } },
  ]);
  await recordAudit(tx, {
    at,
    actor,
    request,
    action,
    objectKind: 'topic',
    ...(topic && { objectId: topic.uuid }),
    details: { ...details, ...(topic && { name: topic.name.en }) },
  });
}
