import type { Room } from '../platform/room.ts';
import { beginNew } from './commands/keep-timers.ts';
import { runDue } from './commands/run-due.ts';
import { automationJobs } from './jobs.ts';
import { automationsReader, triggersReader } from './reactions.ts';
import { automationRoutes } from './routes.ts';
import { forgetConsidered } from './store/trace.ts';

const day = 86_400_000;
/** An automation runs this soon after its instant. */
const everyMs = 2_000;
const keptConsideredDays = 30;

export const automationRoom: Room = {
  routes: automationRoutes,
  readers: (p) => [triggersReader(p), automationsReader(p)],
  jobs: automationJobs,
  timers: (p) => [{ name: 'automations', everyMs, run: () => runDue(p) }],
  recurring: (p) => [
    { name: 'begin-new-automations', cron: '* * * * *', run: () => beginNew(p) },
    {
      name: 'forget-considered-rules',
      cron: '31 4 * * *',
      run: () => forgetConsidered(p.db, new Date(p.clock.now().getTime() - keptConsideredDays * day)),
    },
  ],
};
