import { z } from 'zod';

// Paths: PUT /api/tickets/:number/problem (this one is an incident of that problem) · DELETE (and no more).

export const problemBody = z.strictObject({ number: z.coerce.number().int().positive() });
export type ProblemBody = z.infer<typeof problemBody>;
