import { type Decision, type Reason, unchanged } from '../events.ts';
import { fold } from '../text.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import type { Ticket } from './ticket.ts';

/** Replaces the tags. The order they are given in says nothing, so that alone is no change. */
export function setTags(ticket: Ticket, tags: readonly string[], reason?: Reason): Decision {
  const to = distinctTags(tags);
  if (to.length === ticket.tags.length && to.every((tag) => ticket.tags.includes(tag))) return unchanged;
  refuseIfClosed(ticket);
  return changeTo(ticket, { tags: to }, { type: 'ticket.tags_changed', reason });
}

/** Those that are missing come after what is there. */
export function addTags(ticket: Ticket, tags: readonly string[]): Decision {
  return setTags(ticket, [...ticket.tags, ...tags]);
}

export function removeTags(ticket: Ticket, tags: readonly string[]): Decision {
  return setTags(ticket, without(ticket.tags, tags));
}

/** The tags that stay when some are taken away, however those are spelled. */
export function without(tags: readonly string[], gone: readonly string[]): string[] {
  const folded = new Set(gone.map((tag) => fold(tag.trim())));
  return tags.filter((tag) => !folded.has(fold(tag)));
}

/** Each tag once, the first spelling of it; "Urgente" and "urgente" are one tag. */
export function distinctTags(tags: readonly string[]): string[] {
  const byFolded = new Map<string, string>();
  for (const tag of tags.map((written) => written.trim()).filter((written) => written !== '')) {
    if (!byFolded.has(fold(tag))) byFolded.set(fold(tag), tag);
  }
  return [...byFolded.values()];
}
