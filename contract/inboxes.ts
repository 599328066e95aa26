import { z } from 'zod';
import { closedAnswers } from '../domain/closed-policy.ts';
import { emailAddress, instant, locale, next, page, publicId, shortText, teamRef, topicRef } from './common.ts';
import { deliveryState } from './messages.ts';
import { languageTag } from './templates.ts';

const confirmationText = z.strictObject({
  subject: z.string().trim().min(1).max(500),
  text: z.string().trim().min(1).max(10_000),
});
/** What whoever opens a ticket gets at once: templates (contract/templates.ts). English and Portuguese without a text have the usual one. */
export const confirmation = z.strictObject({
  isOn: z.boolean(),
  texts: z.record(languageTag, confirmationText),
});

/** What an answer to a closed ticket does; `days` counts for `follow_up_after` alone. */
const closedPolicy = z.strictObject({ does: z.enum(closedAnswers), days: z.int().min(1).max(3_650) });

const folderState = z.enum(['connecting', 'fetching', 'waiting', 'failing']);
/** How an inbox stands that fetches its messages from elsewhere: its worst folder speaks for all. */
export const inboxConnection = z.strictObject({
  state: z.enum([...folderState.options, 'paused']),
  since: instant,
  lastSuccessAt: instant.nullable(),
  folders: z.array(z.strictObject({ name: z.string(), state: folderState, lastError: z.string().nullable() })),
});
/** Sign-in at the mail provider: whether the desk was allowed to read there. Null where a password does. */
export const inboxSignIn = z.strictObject({ isAllowed: z.boolean() });

export const inbox = z.strictObject({
  id: publicId,
  name: z.string(),
  channel: z.string(),
  addresses: z.array(z.string()),
  settings: z.record(z.string(), z.unknown()),
  team: teamRef.nullable(),
  topic: topicRef.nullable(),
  language: z.string(),
  senderName: z.string(),
  signature: z.string(),
  confirmation,
  closed: closedPolicy,
  isActive: z.boolean(),
  lastError: z.string().nullable(),
  lastErrorAt: instant.nullable(),
  connection: inboxConnection.nullable(),
  signIn: inboxSignIn.nullable(),
});
export type Inbox = z.infer<typeof inbox>;
export const inboxList = z.strictObject({ inboxes: z.array(inbox) });
export const inboxReply = z.strictObject({ inbox });
export const inboxParams = z.strictObject({ inboxId: publicId });
export const inboxBody = z.strictObject({
  name: shortText,
  channel: z.string().min(1).max(40),
  addresses: z.array(emailAddress).max(50).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  team: publicId.nullable().optional(),
  topic: publicId.nullable().optional(),
  language: locale.optional(),
  senderName: z.string().trim().max(200).optional(),
  signature: z.string().max(10_000).optional(),
  confirmation: confirmation.optional(),
  closed: closedPolicy.optional(),
  isActive: z.boolean().optional(),
});
export const updateInboxBody = inboxBody.omit({ channel: true }).partial();
/** The channels an inbox can be of; `settings` is a JSON schema the form is drawn from. */
export const channelList = z.strictObject({
  channels: z.array(
    z.strictObject({
      id: z.string(),
      settings: z.record(z.string(), z.unknown()),
      can: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const signInStartReply = z.strictObject({ url: z.string() });
/** What a provider adds beside these says nothing to us. */
export const signInAnswer = z.object({
  state: z.string().max(500).optional(),
  code: z.string().max(5_000).optional(),
  error: z.string().max(500).optional(),
  error_description: z.string().max(2_000).optional(),
  iss: z.string().max(500).optional(),
});

/** A mail the desk sends to itself: each step is well or not. `code` has words of ours; without one, `said` are the server's. */
export const inboxTestStep = z.strictObject({
  isWell: z.boolean(),
  code: z
    .enum([
      'signed_in',
      'comes_by_itself',
      'stays_in_outbox',
      'came_back',
      'did_not_come_back',
      'thread_kept',
      'thread_lost',
    ])
    .nullable(),
  said: z.string(),
});
export const inboxTestReply = z.strictObject({
  connect: inboxTestStep,
  send: inboxTestStep.nullable(),
  receive: inboxTestStep.nullable(),
  thread: inboxTestStep.nullable(),
});
export type InboxTest = z.infer<typeof inboxTestReply>;

/** Mail that could not be filed: kept, explained, retried or discarded by an admin. */
export const parkedMail = z.strictObject({
  id: publicId,
  inbox: z.strictObject({ id: publicId, name: z.string() }),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  size: z.number().int(),
  /** A stable word for what went wrong, where there is one; `error` says it in English, for who must look deeper. */
  code: z.string().nullable(),
  error: z.string().nullable(),
  attempts: z.number().int(),
  receivedAt: instant,
});
export type ParkedMail = z.infer<typeof parkedMail>;
export const parkedList = z.strictObject({ parked: z.array(parkedMail), next });
export const parkedQuery = z.strictObject({ ...page });
export const retriedMail = z.strictObject({ retrying: z.number().int() });
export const inboundParams = z.strictObject({ inboundId: publicId });
/** 202: the bytes are on disk; `id` names them. `isNew` is false when the same bytes came before. */
export const inboundReply = z.strictObject({ id: publicId, isNew: z.boolean() });
export const inboundQuery = z.strictObject({
  to: z.string().max(254).optional(),
  from: z.string().max(254).optional(),
});

export const delivery = z.strictObject({
  id: publicId,
  ticketNumber: z.number().int().nullable(),
  messageId: publicId.nullable(),
  channel: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string().nullable(),
  state: deliveryState,
  isAutomatic: z.boolean(),
  attempts: z.number().int(),
  error: z.string().nullable(),
  externalId: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
});
export type Delivery = z.infer<typeof delivery>;
/** `staysHere`: no mail server is set, so what is “sent” by the desk's own server is kept in the local outbox. */
export const deliveryList = z.strictObject({ deliveries: z.array(delivery), next, staysHere: z.boolean() });
export const deliveryQuery = z.strictObject({
  ticket: z.coerce.number().int().positive().optional(),
  state: deliveryState.optional(),
  ...page,
});
export const deliveryParams = z.strictObject({ deliveryId: publicId });
export const deliveryReply = z.strictObject({ delivery });

/** An address that nothing is sent to because mail to it came back. */
export const suppression = z.strictObject({ address: z.string(), reason: z.string(), since: instant });
export type Suppression = z.infer<typeof suppression>;
export const suppressionList = z.strictObject({ suppressions: z.array(suppression), next });
export const suppressionQuery = z.strictObject({ ...page });
export const suppressionParams = z.strictObject({ address: z.string().trim().toLowerCase().min(3).max(254) });

/** What must stand in DNS so that others believe what this inbox signs; null: it signs nothing. */
export const domainKeyReply = z.strictObject({
  domainKey: z.strictObject({ domain: z.string(), name: z.string(), value: z.string() }).nullable(),
});
