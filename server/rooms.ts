import { agentsRoom } from './agents/room.ts';
import { assignmentRoom } from './assignment/room.ts';
import { authRoom } from './auth/room.ts';
import { automationRoom } from './automation/room.ts';
import { bulkRoom } from './bulk/room.ts';
import { contactsRoom } from './contacts/room.ts';
import { fieldsRoom } from './fields/room.ts';
import { inboxesRoom } from './inboxes/room.ts';
import { liveRoom } from './live/room.ts';
import { notificationsRoom } from './notifications/room.ts';
import type { Room } from './platform/room.ts';
import { reportsRoom } from './reports/room.ts';
import { searchRoom } from './search/room.ts';
import { securityRoom } from './security/room.ts';
import { settingsRoom } from './settings/room.ts';
import { slaRoom } from './sla/room.ts';
import { ticketsRoom } from './tickets/room.ts';
import { topicsRoom } from './topics/room.ts';
import { triageRoom } from './triage/room.ts';
import { viewsRoom } from './views/room.ts';
import { webhooksRoom } from './webhooks/room.ts';

/** Everything the desk consists of. A new room is a file of its own and a line here. */
export const rooms: readonly Room[] = [
  settingsRoom,
  agentsRoom,
  contactsRoom,
  authRoom,
  fieldsRoom,
  ticketsRoom,
  inboxesRoom,
  topicsRoom,
  slaRoom,
  assignmentRoom,
  triageRoom,
  viewsRoom,
  searchRoom,
  liveRoom,
  notificationsRoom,
  securityRoom,
  reportsRoom,
  webhooksRoom,
  automationRoom,
  bulkRoom,
];
