import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { help } from './help.ts';
import { key } from './key.ts';
import { migrate } from './migrate.ts';
import { restore } from './restore.ts';
import { seed } from './seed.ts';
import { token } from './token.ts';

const useful: readonly Command[] = [token, backup, restore, seed, doctor, migrate, key];

/** Every command, in the order `help` lists them. */
export const commands: readonly Command[] = [...useful, help(useful)];
