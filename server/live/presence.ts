import type { Platform } from '../platform/platform.ts';
import { keepOnline, shortenOnline } from './store/presence.ts';

/** A process tells of its streams so often, and each time for so long: one that dies is found out soon. */
const onlineMs = 45_000;
/** Whose last stream here ended is online for as long as another process takes to say that it has one. A reload takes less. */
const leavingMs = 25_000;
/** A program without a stream says once a minute that somebody is there. */
const heartbeatMs = 90_000;

/** Who listens is there. What cannot be written now is written by the next beat. */
export function tellPresent(p: Platform, agentIds: readonly number[]): void {
  if (agentIds.length > 0) unheard(p, keepOnline(p.db, agentIds, later(p, onlineMs)));
}

/** The last stream of an agent in this process ended. */
export function tellLeft(p: Platform, agentId: number): void {
  unheard(p, shortenOnline(p.db, agentId, later(p, leavingMs)));
}

export function hearFrom(p: Platform, agentId: number): Promise<void> {
  return keepOnline(p.db, [agentId], later(p, heartbeatMs));
}

function later(p: Platform, ms: number): Date {
  return new Date(p.clock.now().getTime() + ms);
}

function unheard(p: Platform, written: Promise<void>): void {
  written.catch((error: unknown) => p.log.debug({ err: error }, 'Who is online could not be written'));
}
