import { z } from 'zod';
import { ticketNumber } from './tickets.ts';

// Paths: PUT /api/tickets/:number/problem (this one is an incident of that problem) · DELETE (and no more).

export const problemBody = z.strictObject({ number: ticketNumber });
export type ProblemBody = z.infer<typeof problemBody>;
