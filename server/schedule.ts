import { forgetExpired } from './auth/store/expired.ts';
import { forgetOldIdempotencyKeys } from './platform/http/idempotency.ts';
import type { Recurring } from './platform/jobs/jobs.ts';
import type { Platform } from './platform/platform.ts';
import { forgetOldThrottles } from './platform/throttle.ts';
import { forgetOldObservations } from './security/store/observations.ts';
import { recoverSending } from './sending.ts';
import { forgetAutomatic } from './tickets/commands/automatic-mail.ts';

const minutes = 60_000;

/** Every recurring task of the desk. One process of all runs each, at the minute its `cron` says. */
export const schedule = (p: Platform): Recurring[] => [
  { name: 'forget-idempotency-keys', cron: '7 * * * *', run: () => forgetOldIdempotencyKeys(p) },
  { name: 'forget-throttles', cron: '*/10 * * * *', run: () => forgetOldThrottles(p) },
  { name: 'recover-sending', cron: '* * * * *', run: () => recoverSending(p) },
  { name: 'forget-automatic-mail', cron: '13 4 * * *', run: () => forgetAutomatic(p) },
  { name: 'forget-expired-sessions', cron: '41 * * * *', run: () => forgetExpired(p) },
  { name: 'forget-observations', cron: '53 3 * * *', run: () => forgetOldObservations(p) },
  { name: 'sweep-files', cron: '23 * * * *', run: () => p.files.sweep(new Date(Date.now() - 60 * minutes)) },
];
