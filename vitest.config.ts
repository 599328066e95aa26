import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { failOnSkipped } from './test/no-skip.ts';

/**
 * Pure rules run without a database; rooms each on one cloned from a migrated template. Neither is isolated: a room's files share
 * what they import (a third of their time), but never a database.
 */
const withoutDatabase = [
  'domain/**/*.test.ts',
  'contract/**/*.test.ts',
  'locales/**/*.test.ts',
  'scripts/**/*.test.ts',
];
const inTheBrowser = ['ui/**/*.test.{ts,tsx}', 'web/**/*.test.{ts,tsx}', 'widget/**/*.test.ts'];
const onPostgres = ['server/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'portal/**/*.test.ts'];

/** Whole desks, killed and starved, and what must stop nobody: one file at a time, beside nothing else, so that their seconds mean something. */
const processes = [
  'bench/catch-up.test.ts',
  'server/channels/email/reading/parse.limits.test.ts',
  'server/inboxes/heavy-html.test.ts',
  'server/platform/database/embedded-postgres.test.ts',
  'server/platform/html/html-words.test.ts',
  'server/platform/html/sanitize-html.test.ts',
  ...[
    'failpoints',
    'kill',
    'large-mail',
    'mail-kill',
    'no-skip',
    'outages',
    'postfix',
    'processes',
    'start',
    'stop',
    'takeover',
  ].map((name) => `test/${name}.test.ts`),
];
/** How long a poll waits for what comes by itself: bounded by the test's own time, not by how busy the machine is. */
const patience = { timeout: 15_000 };

/** They wait for their database half of the time: two at once also on the smallest machine. */
const crowd = Math.max(2, availableParallelism() - 1);

const journeys = ['test/e2e/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: process.env.ATENDE_NO_SKIP ? ['default', failOnSkipped()] : ['default'],
    projects: [
      { test: { name: 'rules', include: withoutDatabase, isolate: false, maxWorkers: crowd } },
      { test: { name: 'browser code', include: inTheBrowser, maxWorkers: crowd } },
      {
        test: {
          name: 'rooms',
          include: onPostgres,
          exclude: [...configDefaults.exclude, ...processes, ...journeys],
          globalSetup: ['test/database.ts'],
          isolate: false,
          maxWorkers: crowd,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect: { poll: patience },
        },
      },
      {
        test: {
          name: 'processes',
          include: processes,
          globalSetup: ['test/database.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 90_000,
          expect: { poll: patience },
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          globalSetup: ['test/database.ts', 'test/e2e/built-web.ts'],
          setupFiles: ['test/e2e/on-failure.ts'],
          // One browser at a time (two share two cores and take as long), and not beside the tests that kill processes.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 90_000,
          hookTimeout: 90_000,
          expect: { poll: patience },
        },
      },
    ],
  },
});
