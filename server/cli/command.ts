import { readConfig, type Settings } from '../platform/config.ts';
import type { Database } from '../platform/database/database.ts';
import { type DeskDatabase, joinDeskDatabase } from '../platform/database/desk-database.ts';
import { migrate } from '../platform/database/migrate.ts';
import { makeLog } from '../platform/log.ts';
import { openPlatform } from '../platform/open-platform.ts';
import type { Platform } from '../platform/platform.ts';

/** One command of `npm run -s atende -- <name>`. A file each; `commands.ts` lists them. */
export type Command = {
  name: string;
  /** What follows the name, e.g. `--agent <email> --name <name>`. */
  usage: string;
  summary: string;
  run(args: string[], desk: Shell): Promise<void>;
};

/** What a command is given: the settings, where to print, and the desk when it asks for it. */
export type Shell = {
  settings: Settings;
  now(): Date;
  /** One line on stdout: what the command was asked for, and nothing else. */
  print(line: string): void;
  /** One line on stderr: progress and advice. */
  tell(line: string): void;
  /** The database as it is: joined, or started for as long as the command runs. */
  withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** The whole machine on a migrated database. */
  withDesk<T>(work: (p: Platform, database: Database) => Promise<T>): Promise<T>;
};

export function openShell(variables: NodeJS.ProcessEnv): Shell & { close(): Promise<void> } {
  const settings = readConfig({ ...variables, ATENDE_PROCESS: 'all' });
  let joined: Promise<DeskDatabase> | undefined;
  const join = () => {
    joined ??= joinDeskDatabase(settings);
    return joined;
  };

  return {
    settings,
    now: () => new Date(),
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
    withDatabase: async (work) => work((await join()).database),
    async withDesk(work) {
      const { database, secretKey } = await join();
      await migrate(database.address);
      const p = await openPlatform({ config: { ...settings, secretKey }, database, log: makeLog('silent') });
      return work(p, database).finally(() => p.mailer.close());
    },
    close: async () => (await joined?.catch(() => null))?.stop(),
  };
}
