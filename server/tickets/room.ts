import type { Room } from '../platform/room.ts';
import { forgetAutomatic } from './commands/automatic-mail.ts';
import { ticketJobs } from './jobs.ts';
import { ticketRoutes } from './routes.ts';

export const ticketsRoom: Room = {
  routes: ticketRoutes,
  jobs: ticketJobs,
  recurring: (p) => [{ name: 'forget-automatic-mail', cron: '13 4 * * *', run: () => forgetAutomatic(p) }],
};
