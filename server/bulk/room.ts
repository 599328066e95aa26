import type { Room } from '../platform/room.ts';
import { bulkJobs } from './jobs.ts';
import { bulkRoutes } from './routes.ts';
import { forgetRuns } from './store/runs.ts';

const day = 86_400_000;
const keptDays = 30;

export const bulkRoom: Room = {
  routes: bulkRoutes,
  jobs: bulkJobs,
  recurring: (p) => [
    {
      name: 'forget-bulk-runs',
      cron: '47 4 * * *',
      run: () => forgetRuns(p.db, new Date(p.clock.now().getTime() - keptDays * day)),
    },
  ],
};
