import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { type Route, route } from './http/route.ts';
import type { Platform } from './platform.ts';

/** `warnings`: what needs a look though the desk serves, by name, and how often. */
const health = z.strictObject({
  status: z.literal('ok'),
  warnings: z.record(z.string(), z.number().int()).optional(),
});
type Warnings = () => Promise<Record<string, number>>;
const patienceMs = 2_000;

/** 200 once the desk can serve; 503 with the reason while it cannot. */
export const healthRoute = (p: Platform, warningsOf: Warnings): Route =>
  route({
    method: 'GET',
    url: '/health',
    access: { public: 'monitors ask it without signing in' },
    summary: 'Whether the desk can serve',
    tag: 'Desk',
    replies: { 200: health },
    async run() {
      const counts = await Promise.race([sql`select 1`.execute(p.db).then(warningsOf), tooLate()]);
      const warnings = Object.entries(counts).filter(([, count]) => count > 0);
      return { status: 'ok', ...(warnings.length > 0 && { warnings: Object.fromEntries(warnings) }) };
    },
  });

async function tooLate(): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = new AppError('unavailable', 'database_unavailable', 'The database does not answer.');
  setTimeout(reject, patienceMs, late).unref();
  return promise;
}
