import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { help } from './help.ts';
import { migrate } from './migrate.ts';

/** Every command, in the order `help` lists them. */
export const commands: readonly Command[] = [doctor, migrate, help];
