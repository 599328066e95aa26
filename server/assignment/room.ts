import type { Room } from '../platform/room.ts';
import { giveOut } from './commands/give-out.ts';
import { takeBack } from './commands/take-back.ts';
import { assignmentJobs } from './jobs.ts';
import { assignmentRoutes } from './routes.ts';

/** A ticket that somebody can take waits this long at most, and so does one that has to go back. */
const giveOutEveryMs = 1_000;
const takeBackEveryMs = 15_000;

export const assignmentRoom: Room = {
  routes: assignmentRoutes,
  jobs: assignmentJobs,
  timers: (p) => [
    { name: 'tickets taken back', everyMs: takeBackEveryMs, run: () => takeBack(p) },
    { name: 'tickets given out', everyMs: giveOutEveryMs, run: () => giveOut(p) },
  ],
};
