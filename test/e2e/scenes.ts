import { adminCompany } from './scenes/admin-company.ts';
import { adminMail } from './scenes/admin-mail.ts';
import { adminPeople } from './scenes/admin-people.ts';
import { adminPromises } from './scenes/admin-promises.ts';
import { around } from './scenes/around.ts';
import { bulk } from './scenes/bulk.ts';
import { door } from './scenes/door.ts';
import { firstRun } from './scenes/first-run.ts';
import { list } from './scenes/list.ts';
import { onlookers } from './scenes/onlookers.ts';
import { people } from './scenes/people.ts';
import { rules } from './scenes/rules.ts';
import type { Scene } from './scenes/scene.ts';
import { search } from './scenes/search.ts';
import { ticket } from './scenes/ticket.ts';
import { ticketFiles } from './scenes/ticket-files.ts';
import { ticketWindows } from './scenes/ticket-windows.ts';
import { topics } from './scenes/topics.ts';
import { views } from './scenes/views.ts';

/** Every screen of the workspace and every window over it, each in the state that shows most. */
export const scenes: Scene[] = [
  ...door,
  ...list,
  ...views,
  ...ticket,
  ...ticketWindows,
  ...ticketFiles,
  ...onlookers,
  ...bulk,
  ...search,
  ...around,
  ...people,
  ...adminPeople,
  ...adminMail,
  ...adminPromises,
  ...rules,
  ...topics,
  ...adminCompany,
  ...firstRun,
];
