import { resolve } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { backUp } from '../platform/backup/backup.ts';
import type { Command } from './command.ts';

export const backup: Command = {
  name: 'backup',
  usage: '<file>',
  summary: 'Writes rows and files of one instant into one archive, while the desk runs.',
  async run([path], { withDesk, print, tell }) {
    if (!path) throw new AppError('invalid', 'wrong_arguments', 'Say where to: backup <file>.');
    const target = resolve(path);
    const { rows, files, missingFiles } = await withDesk((p) => backUp(p.address, p.files, target));
    const count = Object.values(rows).reduce((total, each) => total + each, 0);
    print(`${target}: ${count} rows, ${files} files`);
    if (missingFiles.length > 0)
      tell(`Not in the store any more: ${missingFiles.length} files (${missingFiles[0]} ...).`);
    tell('The archive does not hold SECRET_KEY: keep that beside it, apart from it.');
  },
};
