import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type {
  Arrival,
  Channel,
  ComposedMessage,
  Door,
  InboundMessage,
  OutgoingMessage,
  ParsedInbound,
  Person,
  RawInbound,
} from '../server/channels/channel.ts';
import type { SendError } from '../server/platform/mail/send-error.ts';

/**
 * A made-up messenger that is as unlike e-mail as a channel can be: no subject, no headers, JSON instead of MIME, free
 * replies only within 24 hours, read receipts, edits, voice notes, phone numbers for addresses. It exists to keep the
 * channel contract from being e-mail in disguise. `provider` is its server, inside the test.
 */
export type InstantProvider = {
  /** What the messenger's server would post to us; resolves once it is kept. */
  push(event: object): Promise<void>;
  sent: { to: string; text: string; id: string }[];
  /** Answers every send with this instead. */
  refuseWith: SendError | null;
};

const settings = z.strictObject({
  number: z.string().regex(/^\+\d{8,15}$/),
  apiKey: z.string().meta({ secret: true }),
});
type InstantSettings = z.infer<typeof settings>;

const phone = z.string().regex(/^\+\d{8,15}$/);
const event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    id: z.string().min(1),
    from: phone,
    name: z.string().default(''),
    text: z.string().default(''),
    voice: z.object({ seconds: z.number(), base64: z.string() }).optional(),
    replyTo: z.string().optional(),
    at: z.number(),
  }),
  z.object({ type: z.literal('receipt'), id: z.string(), state: z.enum(['delivered', 'read', 'failed']), to: phone }),
  z.object({ type: z.literal('edit'), id: z.string(), text: z.string() }),
]);
type Event = z.infer<typeof event>;

export function makeInstantChannel(): { channel: Channel<InstantSettings>; provider: InstantProvider } {
  let door: Door | null = null;
  const provider: InstantProvider = {
    sent: [],
    refuseWith: null,
    async push(said) {
      if (!door) throw new AppError('unavailable', 'not_connected', 'Nobody is connected.');
      await door.keep(await arrivalOf(door, Buffer.from(JSON.stringify(said))));
    },
  };
  const channel: Channel<InstantSettings> = {
    id: 'instant',
    can: {
      sendsTo: 'phone',
      subject: false,
      html: false,
      cc: false,
      attachments: true,
      maxBytes: 5 * 1024 * 1024,
      replyWindow: 24 * 60 * 60,
      receipts: true,
      edits: true,
      voice: true,
      undo: 0,
      weight: 1,
      threads: 'sender',
      byHand: false,
    },
    settings,
    async connect(given) {
      door = given;
      return {
        address: null,
        close: async () => {
          door = null;
        },
      };
    },
    identify: async (bytes) => identityOf(bytes),
    parse: async (raw) => parsed(raw),
    compose: async (message) => composed(message),
    async send(given) {
      if (provider.refuseWith) throw provider.refuseWith;
      const { to, text } = JSON.parse(Buffer.from(given.bytes).toString('utf8')) as { to: string; text: string };
      provider.sent.push({ to, text, id: given.externalId });
      return { externalId: given.externalId, response: 'accepted', refused: [] };
    },
  };
  return { channel, provider };
}

async function arrivalOf(door: Door, bytes: Uint8Array): Promise<Arrival> {
  const inbox = await door.inboxFor('+5511999990000');
  if (!inbox) throw new AppError('invalid', 'unknown_inbox', 'No inbox has this number.');
  return { inboxId: inbox.id, bytes, ...identityOf(bytes), envelope: { provider: 'instant' } };
}

function identityOf(bytes: Uint8Array): { key: string; externalId: string | null } {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const said = readEvent(bytes);
  return said?.type === 'message'
    ? { key: `message:${said.id}`, externalId: said.id }
    : { key: hash, externalId: null };
}

function readEvent(bytes: Uint8Array): Event | null {
  try {
    return event.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return null;
  }
}

function parsed({ bytes }: RawInbound): ParsedInbound {
  const said = readEvent(bytes);
  if (!said) throw new AppError('invalid', 'not_an_event', 'This is no event of the messenger.');
  if (said.type === 'edit') return { kind: 'edit', externalId: said.id, text: said.text, html: null };
  if (said.type === 'message') return { kind: 'message', message: messageOf(said) };
  return { kind: 'receipt', externalId: said.id, fates: [{ state: said.state, reason: '', address: said.to }] };
}

function messageOf(said: Extract<Event, { type: 'message' }>): InboundMessage {
  const from: Person = { kind: 'phone', value: said.from, name: said.name };
  const voice = said.voice && {
    name: `voice-${said.voice.seconds}s.ogg`,
    contentType: 'audio/ogg',
    bytes: new Uint8Array(Buffer.from(said.voice.base64, 'base64')),
    contentId: null,
    isInline: false,
  };
  return {
    from,
    replyTo: null,
    to: [],
    cc: [],
    subject: null,
    text: said.text,
    html: null,
    attachments: voice ? [voice] : [],
    externalId: said.id,
    sentAt: new Date(said.at),
    language: null,
    verdict: { status: 'verified', by: ['instant'], notes: [] },
    automatic: { is: false, because: null },
    hints: { tokens: [], references: said.replyTo === undefined ? [] : [said.replyTo], ticketNumbers: [] },
  };
}

function composed(message: OutgoingMessage): ComposedMessage {
  const [to] = message.to;
  if (to?.kind !== 'phone')
    throw new AppError('invalid', 'not_a_number', 'The messenger writes to phone numbers only.');
  const text = message.text;
  const externalId = `out-${message.messageUuid}`;
  const last = message.references.at(-1);
  const bytes = Buffer.from(JSON.stringify({ to: to.value, text, replyTo: last, id: externalId }));
  return { externalId, recipients: [to.value], sender: '+5511999990000', bytes };
}
