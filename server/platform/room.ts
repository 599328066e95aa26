import type { Reader } from './event-log/log-reader.ts';
import type { Route } from './http/route.ts';
import type { JobHandlers, Recurring } from './jobs/jobs.ts';
import type { Platform } from './platform.ts';

/** What is due at instants the room keeps itself: `run` does some of it and answers true when there may be more at once. */
export type Timer = { name: string; everyMs: number; run(): Promise<boolean> };

/** What a room brings to the desk, only the parts it has. `server/rooms.ts` lists all rooms; nothing else is wired by hand. */
export type Room = {
  /** What may be asked by HTTP. */
  routes?(p: Platform): Route[];
  /** What it does when something happened. */
  readers?(p: Platform): Reader[];
  /** Slow or outside work, by name. */
  jobs?(p: Platform): JobHandlers;
  /** What is done again and again by the clock of the day. One process of all runs each. */
  recurring?(p: Platform): Recurring[];
  /** What is due at an instant of its own. Every process asks; who locks first does it. */
  timers?(p: Platform): Timer[];
};
