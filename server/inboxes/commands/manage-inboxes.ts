import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { inboxBody, updateInboxBody } from '../../../contract/inboxes.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor, AgentActor } from '../../../domain/permissions.ts';
import { refuseArchivedTopic, resolveRefs } from '../../agents/reads/refs.ts';
import type { Channel } from '../../channels/channel.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { refuseBrokenConfirmation } from '../../tickets/commands/check-texts.ts';
import { channelOf, secretContext, secretFields } from '../channels.ts';
import { forgetInboxes } from '../reads/inboxes.ts';
import {
  deleteInbox,
  type InboxColumns,
  insertInbox,
  lockForFirstInbox,
  lockInbox,
  setAddresses,
  updateInboxRow,
} from '../store/inboxes.ts';
import { askToFetch } from '../store/mailboxes.ts';

// Configured connections of a channel. What the channel calls secret is sealed here and never read back by anybody but it.

export type Managing = { actor: AgentActor; request?: FastifyRequest };
type Changes = z.output<typeof updateInboxBody>;

export async function addInbox(p: Platform, asked: Managing & { body: z.output<typeof inboxBody> }): Promise<string> {
  const { body, actor } = asked;
  const channel = channelOf(body.channel);
  const uuid = await transaction(p.db, async (tx) => {
    const settings = checkedSettings(channel, body.settings ?? {}, {});
    const row = { name: body.name, channel: channel.id, settings: JSON.stringify(settings.plain) };
    const inbox = await insertInbox(tx, { ...row, ...(await columnsOf(tx, { actor, body, topicId: null })) });
    await updateInboxRow(tx, inbox.id, { secrets: sealed(p, inbox.uuid, settings.secret) });
    await setAddresses(tx, inbox.id, body.addresses ?? []);
    await tell(tx, p, { ...asked, inbox, action: 'inbox.added', changed: Object.keys(body) });
    return inbox.uuid;
  });
  forgetInboxes(p);
  return uuid;
}

export async function updateInbox(p: Platform, uuid: string, asked: Managing & { body: Changes }): Promise<void> {
  const { body, actor } = asked;
  await transaction(p.db, async (tx) => {
    const inbox = await lockInbox(tx, uuid);
    const settings = body.settings === undefined ? {} : newSettings(p, inbox, body.settings);
    const own = await columnsOf(tx, { actor, body, topicId: inbox.topic_id });
    const columns = { ...own, ...settings, updated_at: p.clock.now() };
    await updateInboxRow(tx, inbox.id, columns);
    if (body.addresses !== undefined) await setAddresses(tx, inbox.id, body.addresses);
    // Whoever follows its mailbox may not have noticed a short pause: it looks at once all the same.
    if (body.isActive === true) await askToFetch(tx, { inboxId: inbox.id, at: p.clock.now() });
    await tell(tx, p, { ...asked, inbox, action: 'inbox.changed', changed: Object.keys(body) });
  });
  forgetInboxes(p);
}

export async function removeInbox(p: Platform, uuid: string, asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const inbox = await lockInbox(tx, uuid);
    await tell(tx, p, { ...asked, inbox, action: 'inbox.removed', changed: [] });
    if (await deleteInbox(tx, inbox.id)) return;
    throw new AppError('conflict', 'inbox_in_use', 'Messages came or went by this inbox: turn it off instead.');
  });
  forgetInboxes(p);
}

/** An empty desk answers to SUPPORT_ADDRESS; afterwards what an admin sets counts. Called at every start. */
export async function ensureFirstInbox(p: Platform): Promise<void> {
  const address = p.config.supportAddress;
  await transaction(p.db, async (tx) => {
    const { isEmpty } = await lockForFirstInbox(tx);
    if (!isEmpty) return;
    const channel = channelOf('email');
    const { plain } = checkedSettings(channel, {}, {});
    const inbox = await insertInbox(tx, { name: 'Support', channel: channel.id, settings: JSON.stringify(plain) });
    await setAddresses(tx, inbox.id, [address]);
    await recordEvents(tx, eventContext(p, { kind: 'system' }, inbox.id), [
      { type: 'inbox.changed', details: { action: 'inbox.added' } },
    ]);
  });
  forgetInboxes(p);
}

type Settings = { plain: Record<string, unknown>; secret: Record<string, unknown> };

/** The channel's own schema judges; a secret that is not given stays what it was. */
function checkedSettings(channel: Channel, given: Record<string, unknown>, kept: Record<string, unknown>): Settings {
  const secrets = secretFields(channel);
  const checked = channel.settings.safeParse({ ...kept, ...given });
  if (!checked.success) throw wrongSettings(checked.error);
  const entries = Object.entries(checked.data as Record<string, unknown>);
  return {
    plain: Object.fromEntries(entries.filter(([name]) => !secrets.includes(name))),
    secret: Object.fromEntries(entries.filter(([name, value]) => secrets.includes(name) && value !== undefined)),
  };
}

function newSettings(
  p: Platform,
  inbox: { uuid: string; channel: string; secrets: string | null },
  given: Record<string, unknown>,
) {
  const kept = inbox.secrets === null ? {} : JSON.parse(p.secrets.open(inbox.secrets, secretContext(inbox.uuid)));
  const { plain, secret } = checkedSettings(channelOf(inbox.channel), given, kept);
  return { settings: JSON.stringify(plain), secrets: sealed(p, inbox.uuid, secret) };
}

export function sealed(p: Platform, uuid: string, secret: Record<string, unknown>): string | null {
  return Object.keys(secret).length === 0 ? null : p.secrets.seal(JSON.stringify(secret), secretContext(uuid));
}

function wrongSettings(error: z.ZodError): AppError {
  const fields = Object.fromEntries(
    error.issues.map((issue) => [['settings', ...issue.path].join('.'), issue.message]),
  );
  return new AppError('invalid', 'invalid_settings', 'Some settings are not right.', { fields });
}

type Asked = { actor: Actor; body: Changes; topicId: number | null };

/** `topicId`: the topic it has already, which may stay though it was archived since. */
async function columnsOf(tx: Tx, { actor, body, topicId }: Asked): Promise<InboxColumns> {
  const refs = await resolveRefs(tx, actor, { team: body.team, topic: body.topic });
  refuseArchivedTopic(refs, topicId);
  await refuseBrokenConfirmation(tx, body.confirmation?.texts ?? {});
  return {
    ...(body.name !== undefined && { name: body.name }),
    ...(body.team !== undefined && { team_id: refs.teamId ?? null }),
    ...(body.topic !== undefined && { topic_id: refs.topicId ?? null }),
    ...(body.language !== undefined && { language: body.language }),
    ...(body.senderName !== undefined && { sender_name: body.senderName }),
    ...(body.signature !== undefined && { signature: body.signature }),
    ...(body.isActive !== undefined && { is_active: body.isActive }),
    ...policiesOf(body),
  };
}

function policiesOf({ confirmation, closed }: Changes): InboxColumns {
  return {
    ...(confirmation !== undefined && { confirmation: JSON.stringify(confirmation) }),
    ...(closed !== undefined && { closed_policy: JSON.stringify(closed) }),
  };
}

type Told = Managing & { inbox: { id: number; uuid: string }; action: string; changed: string[] };

/** The log says which fields changed, never to what: settings hold hosts and names of accounts. */
export async function tell(tx: Tx, p: Platform, { actor, request, inbox, action, changed }: Told): Promise<void> {
  const details = { action, changed };
  await recordEvents(tx, eventContext(p, actor, inbox.id), [{ type: 'inbox.changed', details }]);
  await recordAudit(tx, {
    actor,
    action,
    objectKind: 'inbox',
    objectId: inbox.uuid,
    details: { changed },
    request,
    at: p.clock.now(),
  });
}

function eventContext(p: Platform, actor: Actor, inboxId: number) {
  return { at: p.clock.now(), actor, cause: causeOf(actor), channel: null, subjectKind: 'inbox', subjectId: inboxId };
}
