import type { Secrets } from '../platform/secrets.ts';

/** What a token says: this contact was given an answer in this ticket. */
export type ReplyToken = { ticketId: number; contactId: number };
/** Where it stands: in the address to answer to, or in a Message-ID. One cannot be made out of the other. */
type TokenPlace = 'reply address' | 'message id';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = /(?:^|[^a-z0-9])([0-9a-z]{1,11})-([0-9a-z]{1,11})-([a-z2-7]{26})(?:$|[^a-z0-9])/i;

/**
 * `<ticket>-<contact>-<128-bit proof>`, 30 to 50 letters and digits in lower case: it must survive as the local part of
 * an address (at most 64, and some mail programs change its case) and inside a Message-ID.
 */
export function makeReplyToken(secrets: Secrets, place: TokenPlace, { ticketId, contactId }: ReplyToken): string {
  const proof = secrets.sign(place, `${ticketId}:${contactId}`);
  return `${ticketId.toString(36)}-${contactId.toString(36)}-${toBase32(Buffer.from(proof, 'base64url'))}`;
}

/** Reads a token from a word that may carry one (a token, an address, a Message-ID). Null unless the proof holds. */
export function readReplyToken(secrets: Secrets, place: TokenPlace, word: string): ReplyToken | null {
  const [, ticket, contact, letters] = shape.exec(word.toLowerCase()) ?? [];
  if (ticket === undefined || contact === undefined || letters === undefined) return null;
  const said = { ticketId: Number.parseInt(ticket, 36), contactId: Number.parseInt(contact, 36) };
  const proof = fromBase32(letters).toString('base64url');
  return secrets.verify(place, `${said.ticketId}:${said.contactId}`, proof) ? said : null;
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(letters: string): Buffer {
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
