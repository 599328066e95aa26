import type { Room } from '../platform/room.ts';
import { contactJobs } from './jobs.ts';
import { contactImportRoutes } from './routes/imports.ts';
import { contactRoutes } from './routes.ts';
import { forgetImports } from './store/imports.ts';

const day = 86_400_000;
/** An import can be taken back for so long. */
const keptDays = 30;

export const contactsRoom: Room = {
  routes: (p) => [...contactRoutes(p), ...contactImportRoutes(p)],
  jobs: contactJobs,
  recurring: (p) => [
    {
      name: 'forget-contact-imports',
      cron: '53 4 * * *',
      run: () => forgetImports(p.db, new Date(p.clock.now().getTime() - keptDays * day)),
    },
  ],
};
