import { afterEach } from 'vitest';
import { openPages, photograph } from './screen.ts';

/** What the screens looked like when a journey failed lies beside the other pictures. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = task.name.replace(/[^\w]+/g, '-').slice(0, 60);
  for (const [at, page] of openPages().entries()) await photograph(page, `failed-${name}-${at}`).catch(() => {});
});
