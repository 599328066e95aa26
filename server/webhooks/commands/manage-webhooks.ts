import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AgentActor } from '../../../domain/permissions.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { deleteWebhook, insertWebhook, lockWebhook, updateWebhookRow } from '../store/webhooks.ts';

// Where other programs are told of tickets. Which ticket, and when, is for rules to say: their action calls `callWebhookLater`.

export type Managing = { actor: AgentActor; request: FastifyRequest };
type Fields = { name: string; url: string; isEnabled: boolean };

/** What a secret is sealed to: it opens for this webhook alone. */
export const secretContext = (uuid: string) => `webhook:${uuid}`;

export async function addWebhook(
  p: Platform,
  asked: Managing & { fields: Fields },
): Promise<{ uuid: string; secret: string }> {
  const { name, url, isEnabled } = asked.fields;
  const uuid = newId();
  const secret = newSecret();
  await transaction(p.db, async (tx) => {
    const sealed = p.secrets.seal(secret, secretContext(uuid));
    await insertWebhook(tx, { uuid, name, url, is_enabled: isEnabled, secret: sealed, at: p.clock.now() });
    await tell(tx, p, { ...asked, action: 'webhook.added', uuid, name });
  });
  return { uuid, secret };
}

/** Answers the new secret where one was asked for. */
export async function updateWebhook(
  p: Platform,
  uuid: string,
  asked: Managing & { fields: { [Field in keyof Fields]?: Fields[Field] | undefined }; isNewSecret: boolean },
): Promise<string | null> {
  const { name, url, isEnabled } = asked.fields;
  const secret = asked.isNewSecret ? newSecret() : null;
  await transaction(p.db, async (tx) => {
    const webhook = await lockWebhook(tx, uuid);
    await updateWebhookRow(tx, webhook.id, {
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(isEnabled !== undefined && { is_enabled: isEnabled }),
      ...(secret !== null && { secret: p.secrets.seal(secret, secretContext(uuid)) }),
    });
    const changed = [...Object.keys(asked.fields), ...(secret === null ? [] : ['secret'])];
    await tell(tx, p, { ...asked, action: 'webhook.changed', uuid, name: webhook.name, changed });
  });
  return secret;
}

export async function removeWebhook(p: Platform, uuid: string, asked: Managing): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { id, name } = await lockWebhook(tx, uuid);
    await deleteWebhook(tx, id);
    await tell(tx, p, { ...asked, action: 'webhook.removed', uuid, name });
  });
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

type Told = Managing & { action: string; uuid: string; name: string; changed?: string[] };

async function tell(tx: Tx, p: Platform, { actor, request, action, uuid, name, changed }: Told): Promise<void> {
  const details = { name, ...(changed && { changed }) };
  await recordAudit(tx, {
    actor,
    request,
    action,
    objectKind: 'webhook',
    objectId: uuid,
    details,
    at: p.clock.now(),
  });
}
