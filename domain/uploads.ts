import { type ChannelAbilities, megabyte } from './channels.ts';

/** The largest file an agent attaches, in bytes: what most mail servers take of one mail. */
export const largestFile = 25 * megabyte;
/** So many files go with one message. */
export const mostFiles = 20;
/** What one agent may have lying about unsent, in bytes, in all tickets together. */
export const mostUnsent = 250 * megabyte;

/** What a message can carry: the abilities of the channel it leaves by. */
export type Carrier = Pick<ChannelAbilities, 'attachments' | 'maxBytes'>;

/** A note leaves by no channel: it carries as much as one file may have. */
export const noteCarries: Carrier = { attachments: true, maxBytes: largestFile };

export type FilesRefusal =
  | { code: 'channel_takes_no_files' }
  | { code: 'too_many_files'; most: number }
  | { code: 'files_too_large'; maxBytes: number };

/** Why these files (sizes in bytes) cannot go in one message; null: they can. The limit counts the files as they are, not as a mail spells them. */
export function filesRefusal(sizes: readonly number[], carrier: Carrier): FilesRefusal | null {
  if (sizes.length === 0) return null;
  if (!carrier.attachments) return { code: 'channel_takes_no_files' };
  if (sizes.length > mostFiles) return { code: 'too_many_files', most: mostFiles };
  const { maxBytes } = carrier;
  return sizes.reduce((sum, size) => sum + size, 0) > maxBytes ? { code: 'files_too_large', maxBytes } : null;
}

const day = 24 * 60 * 60 * 1000;

/** Until when a file waits to be sent: one in the box where somebody writes as long as a holiday, one that a program put up for a day. */
export function uploadExpiry(box: 'reply' | 'note' | null, at: Date): Date {
  return new Date(at.getTime() + (box === null ? 1 : 30) * day);
}
