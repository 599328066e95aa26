import type { SnoozeBody, SnoozeChoices } from '../../../contract/snooze.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import type { Actor, AgentActor } from '../../../domain/permissions.ts';
import { type SnoozePreset, snoozePresets, snoozeTime, snoozeTimeOf } from '../../../domain/snooze-times.ts';
import { snooze, wake, wakeIfDue } from '../../../domain/tickets/snooze.ts';
import { checkTimeZone } from '../../../domain/time-zone.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { type LockedTicket, lockTicket, lockTicketById } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';
import { dueSnoozes } from '../store/snoozes.ts';

// Tickets that sleep: out of the working views until an instant, or until the customer writes (domain/tickets/receive.ts).

type Asking = { actor: AgentActor; number: number };

export async function snoozeTicket(p: Platform, { actor, number, body }: Asking & { body: SnoozeBody }): Promise<void> {
  const until = await instantOf(p, body);
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    await snoozeLocked(tx, p, { ticket, actor, until });
  });
}

/** The same by a rule or macro, by the company's clock. */
export async function snoozeById(
  tx: Tx,
  p: Platform,
  { ticketId, actor, preset }: { ticketId: number; actor: Actor; preset: SnoozePreset },
): Promise<void> {
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  await snoozeLocked(tx, p, { ticket, actor, until: await instantOf(p, { preset }) });
}

async function snoozeLocked(
  tx: Tx,
  p: Platform,
  { ticket, actor, until }: { ticket: LockedTicket; actor: Actor; until: Date },
): Promise<void> {
  const at = p.clock.now();
  await save(tx, { ticket, actor, decision: snooze(ticket, { until }, at), at });
}

export async function wakeTicket(p: Platform, { actor, number }: Asking): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    await save(tx, { ticket, actor, decision: wake(ticket), at: p.clock.now() });
  });
}

const atOnce = 50;

/**
 * Wakes the tickets whose instant has come, each in a commit of its own. Of several workers that find the same ticket, those who
 * lock it later find it awake. True: there may be more.
 */
export async function wakeDueTickets(p: Platform): Promise<boolean> {
  const due = await dueSnoozes(p.db, p.clock.now(), atOnce);
  for (const ticketId of due) await wakeOne(p, ticketId);
  return due.length > 0;
}

async function wakeOne(p: Platform, ticketId: number): Promise<void> {
  const actor = { kind: 'system' } as const;
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicketById(tx, p, { actor, ticketId });
    const at = p.clock.now();
    await save(tx, { ticket, actor, decision: wakeIfDue(ticket, at), at });
  });
}

/** The times that are offered, by the clock of a time zone; without one, the company's. */
export async function snoozeChoices(p: Platform, asked: { timeZone?: string | undefined }): Promise<SnoozeChoices> {
  const timeZone = await zoneOf(p, asked);
  const now = p.clock.now();
  const presets = snoozePresets.map((preset) => ({ preset, at: snoozeTime(preset, now, timeZone).toISOString() }));
  return { timeZone, presets };
}

async function instantOf(p: Platform, { until, preset, local, timeZone }: SnoozeBody): Promise<Date> {
  if (until !== undefined) return new Date(until);
  const zone = await zoneOf(p, { timeZone });
  if (preset !== undefined) return snoozeTime(preset, p.clock.now(), zone);
  try {
    return snoozeTimeOf(String(local), zone);
  } catch {
    const sentence = 'There is no such day or time.';
    throw new AppError('invalid', 'unknown_time', sentence, { fields: { local: sentence } });
  }
}

async function zoneOf(p: Platform, { timeZone }: { timeZone?: string | undefined }): Promise<string> {
  checkTimeZone(timeZone);
  return timeZone ?? (await readSettings(p)).timeZone;
}

type Saving = { ticket: LockedTicket; actor: Actor; decision: Decision; at: Date };

function save(tx: Tx, { ticket, actor, decision, at }: Saving): Promise<void> {
  return saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
}
