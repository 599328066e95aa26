import type { TicketSla } from '../../contract/sla.ts';
import type { Priority } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import { dayAndTime } from '../app/format.ts';
import { targetInWords } from './sla-words.ts';
import { priorityName, statusName } from './words.ts';

type Entry = TicketSla['ledger'][number];

/** One line of "why is it due then?", after the name of its promise. `priority` is what the ticket was given at that instant. */
export function sayLedger(entry: Entry, priority: Priority | undefined): string {
  const when = entry.dueAt === null ? null : dayAndTime(entry.dueAt);
  switch (entry.what) {
    case 'started':
      return sayStarted(targetInWords(entry.target), when);
    case 'took_in':
      return sayTakenIn(targetInWords(entry.target), when);
    case 'retargeted':
      return sayRetargeted(entry, priority, when);
    case 'paused':
      return t('paused: {status}', { status: statusName(entry.category ?? '', undefined).toLocaleLowerCase() });
    case 'resumed':
      return when === null ? t('goes on') : t('goes on; due {when}', { when });
    case 'breached':
      return when === null ? t('late') : t('late since {when}', { when });
    case 'met':
      return t('kept');
    case 'dropped':
      return t('nobody waits for it any more');
  }
}

function sayStarted(target: string, when: string | null): string {
  return when === null ? t('started: {target}', { target }) : t('started: {target}; due {when}', { target, when });
}

function sayTakenIn(target: string, when: string | null): string {
  if (when === null) return t('counts for a message that came by a merge: {target}', { target });
  return t('counts for a message that came by a merge: {target}; due {when}', { target, when });
}

function sayRetargeted(entry: Entry, given: Priority | undefined, when: string | null): string {
  const target = targetInWords(entry.target);
  if (given === undefined || when === null) return t('another promise: {target}', { target });
  const priority = priorityName(given).toLocaleLowerCase();
  return t('priority became {priority}: {target}; due {when}', { priority, target, when });
}
