import { useState, useSyncExternalStore } from 'react';
import { htmlOfText } from './rich/html.ts';

export type Kind = 'reply' | 'note';
/** What is written; the HTML only where it has formatting. The text then says the same without it. */
export type Words = { text: string; html?: string | undefined; mentions: { id: string; name: string }[] };
/** `seen` is the newest message that stood there when writing began: what came later is news. */
export type Draft = Words & { seen: string | null | undefined };

const empty: Draft = { text: '', seen: undefined, mentions: [] };
const prefix = 'atende.draft.';
const listeners = new Set<() => void>();
const cache = new Map<string, Draft>();

/** What is being written in one ticket, one text per kind: a note never shows up where a reply is typed. It survives a reload. */
export function useDraft(ticketId: string, kind: Kind): [Draft, (draft: Draft) => void] {
  const key = `${prefix}${ticketId}.${kind}`;
  const draft = useSyncExternalStore(subscribe, () => read(key));
  return [draft, (next) => write(key, next)];
}

export function putDraft(ticketId: string, kind: Kind, draft: Partial<Draft>): void {
  write(`${prefix}${ticketId}.${kind}`, { ...empty, ...draft });
}

/** Puts words after what is written already. `seen` counts where writing begins with them. */
export function addToDraft(ticketId: string, kind: Kind, { text, seen }: Pick<Draft, 'text' | 'seen'>): void {
  const key = `${prefix}${ticketId}.${kind}`;
  const draft = read(key);
  if (draft.text.trim() === '') write(key, { ...draft, text, seen });
  else write(key, { ...draft, ...withMore(draft, `${draft.text.trimEnd()}\n\n${text}`) });
}

/** A text that was written on where no formatting can be shown. What was formatted stays so while only its end grows. */
export function withMore({ text, html, mentions }: Words, next: string): Words {
  const grows = html !== undefined && next.startsWith(text.trimEnd());
  if (!grows) return { text: next, html: undefined, mentions };
  return { text: next, html: html + htmlOfText(next.slice(text.trimEnd().length)), mentions };
}

/** Two drafts with the same answer here say the same in the same look. */
export function lookOf({ text, html }: Pick<Words, 'text' | 'html'>): string {
  return html ?? text;
}

/** What the desk has of this draft, as far as this browser knows: nothing at first. */
export function savedLook(ticketId: string, kind: Kind): string {
  return localStorage.getItem(`${prefix}${ticketId}.${kind}.saved`) ?? '';
}

export function lookIsSaved(ticketId: string, kind: Kind, look: string): void {
  const key = `${prefix}${ticketId}.${kind}.saved`;
  if (look === '') localStorage.removeItem(key);
  else localStorage.setItem(key, look);
}

/** On a shared machine the next agent must not find somebody's words. */
export function forgetDrafts(): void {
  cache.clear();
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}

/** Whether a reply or a note is being written; remembered while the ticket is open. */
export function useKind(): [Kind, (kind: Kind) => void] {
  return useState<Kind>('reply');
}

function read(key: string): Draft {
  const known = cache.get(key);
  if (known) return known;
  const stored = localStorage.getItem(key);
  const draft = stored === null ? empty : { ...empty, ...(JSON.parse(stored) as Draft) };
  cache.set(key, draft);
  return draft;
}

function write(key: string, draft: Draft): void {
  cache.set(key, draft.text === '' ? empty : draft);
  if (draft.text === '') localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(draft));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
