import { reasonToReturn } from '../../../domain/assignment/give-back.ts';
import type { Reason } from '../../../domain/events.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readCalendars } from '../../settings/reads/calendars.ts';
import { giveHeld, holdTicket } from '../../tickets/commands/waiting.ts';
import { type HeldRow, heldTickets } from '../reads/held.ts';

// Tickets go back to wait for somebody when who has them is gone or silent. When, is for domain/assignment/give-back.ts.

const system = { kind: 'system' } as const;

/** Takes back what has to go back now. True: something did, which somebody else may be given. */
export async function takeBack(p: Platform): Promise<boolean> {
  const leaving = await whatLeaves(p, undefined);
  for (const { ticketId } of leaving) await transaction(p.db, (tx) => takeOne(tx, p, ticketId));
  return leaving.length > 0;
}

/** Decided again under the ticket's lock: its agent may have answered a moment ago. */
async function takeOne(tx: Tx, p: Platform, ticketId: number): Promise<void> {
  const ticket = await holdTicket(tx, p, ticketId);
  const [leaving] = await whatLeaves(p, { tx, ticketId });
  if (leaving === undefined || ticket.assigneeId !== leaving.agentId) return;
  const given = [{ ticket, assigneeId: null, reason: leaving.reason }];
  await giveHeld(tx, p, { actor: system, at: p.clock.now(), given });
}

type Leaving = { ticketId: number; agentId: number; reason: Reason };

async function whatLeaves(p: Platform, only: { tx: Tx; ticketId: number } | undefined): Promise<Leaving[]> {
  const db = only?.tx ?? p.db;
  const now = p.clock.now();
  const held = await heldTickets(db, { now, ticketId: only?.ticketId });
  if (held.length === 0) return [];
  const calendarOf = await readCalendars(db);
  return held.flatMap((row) => {
    const { calendar } = calendarOf({ teamId: row.teamId, inboxId: null });
    const reason = reasonToReturn(row, { rules: row, holder: holderOf(row, now), calendar, now });
    return reason === null ? [] : [{ ticketId: row.ticketId, agentId: row.agentId, reason }];
  });
}

/** Away counts from the switch, offline from the end of the last sign that somebody was there. */
function holderOf({ isActive, isAway, awaySince, onlineUntil }: HeldRow, now: Date) {
  const offlineSince = onlineUntil <= now ? onlineUntil : null;
  return { isActive, isAway, goneSince: isAway ? awaySince : offlineSince };
}
