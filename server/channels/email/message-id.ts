/**
 * Our Message-IDs are `<t.TOKEN.UUID@domain>`: the thread token says ticket and contact and cannot be made by others, the
 * UUID is the message's, so a retry carries the same id. Whoever answers names it in In-Reply-To or References. Another
 * token, which nobody can work out from this one, stands in the reply address, `support+TOKEN@domain`.
 */
export function messageIdFor(message: { token: string; uuid: string; address: string }): string {
  const domain = message.address.slice(message.address.lastIndexOf('@') + 1);
  return `<t.${message.token}.${message.uuid}@${domain}>`;
}

const ours = /<t\.[a-z0-9.-]{1,100}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@[^<>\s@]{1,253}>/gi;

/** Our own ids, wherever they stand in a text: bounces of old servers name them only there. */
export function ourMessageIds(text: string): string[] {
  return [...text.matchAll(ours)].map(([id]) => id);
}

const anyId = /<[^<>\s\p{Cc}]{1,996}>/gu;

/** Ids as In-Reply-To and References carry them, without what people and programs write between. */
export function messageIdsIn(value: string): string[] {
  const bracketed = value.match(anyId);
  if (bracketed) return [...bracketed];
  return value
    .split(/\s+/)
    .flatMap((word) => (/^[^<>\s@\p{Cc}]+@[^<>\s@\p{Cc}]+$/u.test(word) && word.length < 997 ? [`<${word}>`] : []));
}

/** `support@desk.test` and a token make `support+token@desk.test`; null where that is longer than a local part may be. */
export function plusAddress(address: string, token: string): string | null {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${token}`;
  return local.length <= 64 ? `${local}${address.slice(at)}` : null;
}

/** The address without what stands after its first `+`, and that. */
export function splitPlus(address: string): { base: string; detail: string | null } {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  if (plus < 1 || plus > at) return { base: address, detail: null };
  return { base: address.slice(0, plus) + address.slice(at), detail: address.slice(plus + 1, at) };
}
