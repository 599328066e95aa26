import path from 'node:path';
import { sql } from 'kysely';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import { openFiles } from './files.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Log } from './log.ts';
import { makeMailer } from './mail/mailer.ts';
import type { Clock, Platform } from './platform.ts';
import { secretsOf } from './secrets/secrets.ts';

type Given = { config: Config; database: Database; log: Log; clock?: Clock };

/** Puts the machine together. Tests hand in their own clock. */
export async function openPlatform({ config, database, log, clock = systemClock }: Given): Promise<Platform> {
  const secrets = secretsOf(config.secretKey);
  const files = await openFiles(path.join(config.dataDir, 'files'), secrets);
  const jobs = queue;
  const mailer = makeMailer({ config, files, clock, jobs });
  return { config, db: database.db, address: database.address, clock, log, files, secrets, jobs, mailer };
}

const queue: Jobs = {
  async add(...[tx, name, payload, when = {}]) {
    await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
      run_at => ${when.runAt ?? null}::timestamptz, job_key => ${when.key ?? null}::text,
      max_attempts => ${when.maxAttempts ?? null}::int, queue_name => ${when.queue ?? null}::text)`.execute(tx);
  },
};
