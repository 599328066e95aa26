import type { Room } from '../platform/room.ts';
import { refreshHolidays } from './commands/holiday-sources.ts';
import { tellDueClocks } from './commands/keep-clocks.ts';
import { slaJobs } from './jobs.ts';
import { slaReader } from './reactions.ts';
import { slaRoutes } from './routes.ts';

/** A warning or a breach is told this soon after its instant. */
const everyMs = 5_000;

export const slaRoom: Room = {
  routes: slaRoutes,
  readers: (p) => [slaReader(p)],
  jobs: slaJobs,
  recurring: (p) => [{ name: 'read-holidays', cron: '31 5 * * *', run: () => refreshHolidays(p) }],
  timers: (p) => [{ name: 'sla clocks', everyMs, run: () => tellDueClocks(p) }],
};
