/** What a channel can do, asked instead of which channel it is. Durations in seconds, sizes in bytes. */
export type ChannelAbilities = {
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
  /** Messages sent by people at work through it may thread by headers or tokens rather than by the sender alone. */
  threads: 'references' | 'sender';
};

/** May an agent reply now? `lastCustomerMessageAt` is null when the customer never wrote by this channel. */
export function canReplyAt(can: ChannelAbilities, lastCustomerMessageAt: Date | null, now: Date): boolean {
  if (can.replyWindow === null) return true;
  if (lastCustomerMessageAt === null) return false;
  return now.getTime() - lastCustomerMessageAt.getTime() <= can.replyWindow * 1000;
}
