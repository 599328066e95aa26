import { AppError } from '../domain/errors.ts';
import { openShell } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { readEnvFile } from './platform/env-file.ts';

/** `npm run -s atende -- <command>`: runs one command, beside a running desk or without one. */
const [name = 'help', ...args] = process.argv.slice(2);
const asked = ['--help', '-h'].includes(name) ? 'help' : name;

try {
  const command = commands.find((one) => one.name === asked);
  if (!command) throw new AppError('invalid', 'unknown_command', `There is no command "${name}". Try help.`);
  readEnvFile();
  const shell = openShell(process.env);
  await command.run(args, shell).finally(() => shell.close());
} catch (error) {
  const sentence = error instanceof AppError ? error.message : `It did not work: ${String(error)}`;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
