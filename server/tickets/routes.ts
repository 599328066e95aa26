import type { Route } from '../platform/http/route.ts';
import type { Platform } from '../platform/platform.ts';
import { choiceRoutes } from './routes/choices.ts';
import { companyRoutes } from './routes/company.ts';
import { contactMergeRoutes } from './routes/contact-merges.ts';
import { draftRoutes } from './routes/drafts.ts';
import { fileRoutes } from './routes/files.ts';
import { handingRoutes } from './routes/handing.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { mergeRoutes } from './routes/merges.ts';
import { messageRoutes } from './routes/messages.ts';
import { resolutionRoutes } from './routes/resolution.ts';
import { splitRoutes } from './routes/splits.ts';
import { oneTicketRoutes } from './routes/tickets.ts';
import { uploadRoutes } from './routes/uploads.ts';

export const ticketRoutes = (p: Platform): Route[] => [
  ...oneTicketRoutes(p),
  ...messageRoutes(p),
  ...draftRoutes(p),
  ...uploadRoutes(p),
  ...companyRoutes(p),
  ...handingRoutes(p),
  ...mergeRoutes(p),
  ...splitRoutes(p),
  ...incidentRoutes(p),
  ...contactMergeRoutes(p),
  ...resolutionRoutes(p),
  ...fileRoutes(p),
  ...choiceRoutes(p),
];
