/** What a channel can do, asked instead of which channel it is. Durations in seconds, sizes in bytes. */
export type ChannelAbilities = {
  /** The kind of identity it writes to; null: it only brings messages in, and answers go by another inbox. */
  sendsTo: 'email' | 'phone' | 'whatsapp' | 'external' | null;
  subject: boolean;
  html: boolean;
  cc: boolean;
  attachments: boolean;
  /** Largest outgoing message with its attachments. */
  maxBytes: number;
  /** How long after the customer's last message a free reply may be sent; null: always. */
  replyWindow: number | null;
  /** The provider tells when a message was delivered or read. */
  receipts: boolean;
  /** A sent or received message may change afterwards. */
  edits: boolean;
  voice: boolean;
  /** Agents' replies wait this share of the undo window (1 for mail, 0 for instant talk). */
  undo: number;
  /** What an open ticket weighs on the agent who holds it, unless an admin says otherwise: somebody who waits on the line weighs 1. */
  weight: number;
  /** Messages sent by people at work through it may thread by headers or tokens rather than by the sender alone. */
  threads: 'references' | 'sender';
  /** What people at work write down themselves, a ticket for somebody who called or a note, counts as come by it. */
  byHand: boolean;
};

/** May an agent reply now? `lastCustomerMessageAt` is null when the customer never wrote by this channel. */
export function canReplyAt(can: ChannelAbilities, lastCustomerMessageAt: Date | null, now: Date): boolean {
  if (can.replyWindow === null) return true;
  if (lastCustomerMessageAt === null) return false;
  return now.getTime() - lastCustomerMessageAt.getTime() <= can.replyWindow * 1000;
}

/** As sizes are shown to people, so that a limit reads as the round number it is. */
export const megabyte = 1_000_000;

const mail: ChannelAbilities = {
  sendsTo: 'email',
  subject: true,
  html: true,
  cc: true,
  attachments: true,
  maxBytes: 25 * megabyte,
  replyWindow: null,
  receipts: false,
  edits: false,
  voice: false,
  undo: 1,
  weight: 0.3,
  threads: 'references',
  byHand: false,
};

/** Nothing is promised of a channel the list below does not name: short plain messages to whoever wrote, sent at once. */
const plainTalk: ChannelAbilities = {
  sendsTo: 'external',
  subject: false,
  html: false,
  cc: false,
  attachments: false,
  maxBytes: megabyte,
  replyWindow: null,
  receipts: false,
  edits: false,
  voice: false,
  undo: 0,
  weight: 1,
  threads: 'sender',
  byHand: false,
};

const abilities: Readonly<Record<string, ChannelAbilities>> = {
  email: mail,
  api: { ...plainTalk, sendsTo: null, subject: true, html: true, undo: 1, weight: 0.3, byHand: true },
};

/** What a channel can do, by the word stored in `inboxes.channel`. */
export function abilitiesOf(channel: string): ChannelAbilities {
  return abilities[channel] ?? plainTalk;
}

/** The channel of what agents write down by hand. */
export function channelByHand(): string {
  const found = Object.keys(abilities).find((channel) => abilities[channel]?.byHand);
  if (found === undefined) throw new Error('No channel takes what is written down by hand.');
  return found;
}
