import { forgetOldIdempotencyKeys } from './platform/http/idempotency.ts';
import type { Recurring } from './platform/jobs/jobs.ts';
import type { Platform } from './platform/platform.ts';
import { forgetOldThrottles } from './platform/throttle.ts';
import { rooms } from './rooms.ts';
import { recoverSending } from './sending.ts';

const minutes = 60_000;

/** Every recurring task of the desk: its own and those of the rooms. One process of all runs each, at the minute its `cron` says. */
export const schedule = (p: Platform): Recurring[] => [
  { name: 'forget-idempotency-keys', cron: '7 * * * *', run: () => forgetOldIdempotencyKeys(p) },
  { name: 'forget-throttles', cron: '*/10 * * * *', run: () => forgetOldThrottles(p) },
  { name: 'recover-sending', cron: '* * * * *', run: () => recoverSending(p) },
  { name: 'sweep-files', cron: '23 * * * *', run: () => p.files.sweep(new Date(Date.now() - 60 * minutes)) },
  ...rooms.flatMap((room) => room.recurring?.(p) ?? []),
];
