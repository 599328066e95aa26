import type { MailboxPosition } from '../../channel.ts';
import type { EmailSettings } from '../settings.ts';

const dayMs = 86_400_000;

/** What the server says of a folder when it is opened. */
export type Folder = { uidValidity: number; uidNext: number };

/**
 * Where to go on. A folder met for the first time begins behind everything that is there, or before it where history is
 * wanted; one that numbers its mail anew is read through again, and what is known already is told by its content.
 */
export function positionIn(
  folder: Folder,
  before: MailboxPosition,
  { since, now }: { since: string; now: Date },
): MailboxPosition {
  const { uidValidity, uidNext } = folder;
  const isKnown = before.uidValidity === uidValidity && before.lastUid < uidNext;
  if (isKnown) return before;
  const isFirst = before.connectedAt === null;
  return {
    epoch: before.epoch + 1,
    uidValidity,
    lastUid: isFirst && since === 'now' ? uidNext - 1 : 0,
    historyUid: uidNext - 1,
    connectedAt: before.connectedAt ?? now,
  };
}

type Found = { uid: number; internalDate: Date };

/**
 * Mail that was there when the desk was connected is history, or left alone where only new mail was asked for. After the
 * server began to count anew its date tells; a day is allowed for clocks, since history twice looked at is harmless.
 */
export function standingOf(
  { uid, internalDate }: Found,
  position: MailboxPosition,
  { since, sinceDays }: Pick<EmailSettings, 'since' | 'sinceDays'>,
): 'new' | 'history' | 'left' {
  const connected = position.connectedAt?.getTime() ?? 0;
  const isFromBefore = position.epoch === 1 || internalDate.getTime() < connected - dayMs;
  if (uid > position.historyUid || !isFromBefore) return 'new';
  if (since === 'now') return 'left';
  if (since === 'days' && internalDate.getTime() < connected - sinceDays * dayMs) return 'left';
  return 'history';
}
