import type { Secrets } from '../platform/secrets/secrets.ts';
import { makeSignedPair, readSignedPair } from '../platform/secrets/signed-pair.ts';

/** What a token says: this contact was given an answer in this ticket. */
export type ReplyToken = { ticketId: number; contactId: number };
/** Where it stands: in the address to answer to, or in a Message-ID. One cannot be made out of the other. */
type TokenPlace = 'reply address' | 'message id';

export function makeReplyToken(secrets: Secrets, place: TokenPlace, { ticketId, contactId }: ReplyToken): string {
  return makeSignedPair(secrets, place, [ticketId, contactId]);
}

/** Reads a token from a word that may carry one (a token, an address, a Message-ID). Null unless the proof holds. */
export function readReplyToken(secrets: Secrets, place: TokenPlace, word: string): ReplyToken | null {
  const pair = readSignedPair(secrets, place, word);
  return pair === null ? null : { ticketId: pair[0], contactId: pair[1] };
}

/** Stands in the address that what cannot be delivered comes back to. It opens no ticket to anybody. */
export function makeReturnToken(secrets: Secrets, of: { deliveryId: number; ticketId: number }): string {
  return makeSignedPair(secrets, 'return path', [of.deliveryId, of.ticketId]);
}

/** As a token that no contact was given. */
export function readReturnToken(secrets: Secrets, word: string): (ReplyToken & { deliveryId: number }) | null {
  const pair = readSignedPair(secrets, 'return path', word);
  return pair === null ? null : { deliveryId: pair[0], ticketId: pair[1], contactId: 0 };
}
