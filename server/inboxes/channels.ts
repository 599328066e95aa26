import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import type { Channel, InboxOnTheWire } from '../channels/channel.ts';
import { channels } from '../channels/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { InboxRow } from './reads/inboxes.ts';

export function channelOf(id: string): Channel {
  const channel = channels.find((one) => one.id === id);
  if (!channel)
    throw new AppError('invalid', 'unknown_channel', 'There is no such channel.', {
      fields: { channel: 'There is no such channel.' },
    });
  return channel;
}

type SettingsForm = Record<string, unknown> & { properties?: Record<string, { secret?: boolean }> };

/** The channel's settings as a form is drawn from them: a JSON schema whose secret fields carry `secret: true`. */
export function settingsForm(channel: Channel): SettingsForm {
  return z.toJSONSchema(channel.settings, { io: 'input', unrepresentable: 'any' }) as SettingsForm;
}

export function secretFields(channel: Channel): string[] {
  const fields = Object.entries(settingsForm(channel).properties ?? {});
  return fields.filter(([, field]) => field.secret === true).map(([name]) => name);
}

/** An inbox as its channel needs it, secrets opened. Never leaves this process. */
export function onTheWire(p: Platform, inbox: InboxRow): InboxOnTheWire<unknown> {
  const secrets = inbox.secrets === null ? {} : JSON.parse(p.secrets.open(inbox.secrets, secretContext(inbox.uuid)));
  return {
    uuid: inbox.uuid,
    name: inbox.name,
    senderName: inbox.senderName,
    signature: inbox.signature,
    address: inbox.addresses[0] ?? null,
    settings: channelOf(inbox.channel).settings.parse({ ...inbox.settings, ...secrets }),
  };
}

export function secretContext(inboxUuid: string): string {
  return `inbox:${inboxUuid}`;
}
