import type { Room } from '../platform/room.ts';
import { forgetAutomatic } from './commands/automatic-mail.ts';
import { forgetUploads } from './commands/forget-uploads.ts';
import { wakeDueTickets } from './commands/snooze.ts';
import { ticketJobs } from './jobs.ts';
import { ticketRoutes } from './routes.ts';

/** A ticket wakes this soon after its instant. */
const wakeEveryMs = 1_000;

export const ticketsRoom: Room = {
  routes: ticketRoutes,
  jobs: ticketJobs,
  recurring: (p) => [
    { name: 'forget-automatic-mail', cron: '13 4 * * *', run: () => forgetAutomatic(p) },
    { name: 'forget-uploads', cron: '43 4 * * *', run: () => forgetUploads(p) },
  ],
  timers: (p) => [{ name: 'snoozed tickets', everyMs: wakeEveryMs, run: () => wakeDueTickets(p) }],
};
