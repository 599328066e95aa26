import type { Config } from './config.ts';
import type { DatabaseAddress } from './database/database.ts';
import type { Db, Tx } from './database/db.ts';
import type { Files } from './files.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mail/mail.ts';
import type { Secrets } from './secrets/secrets.ts';

export type { Db, Tx };

/** Where "now" comes from; tests set it. */
export type Clock = { now(): Date };

/** What every room is given: the machine it runs on, and no help-desk word. Passed as the first argument, never imported. */
export type Platform = {
  config: Config;
  db: Db;
  /** For LISTEN and session locks, which need a connection of their own. */
  address: DatabaseAddress;
  clock: Clock;
  log: Log;
  files: Files;
  secrets: Secrets;
  jobs: Jobs;
  mailer: Mailer;
};
