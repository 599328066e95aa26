import { resolve } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import { restore as restoreArchive } from '../platform/backup/restore.ts';
import { holdSendingSql } from '../settings/commands/hold-sending.ts';
import type { Command } from './command.ts';

/** A desk in which any of these has a row is in use. */
const empty = ['agents', 'contacts', 'tickets', 'inbound'];

export const restore: Command = {
  name: 'restore',
  usage: '<file>',
  summary: 'Puts an archive into an empty desk; nothing is sent until its owner says so.',
  async run([path], { withDesk, print, tell }) {
    if (!path) throw new AppError('invalid', 'wrong_arguments', 'Say which archive: restore <file>.');
    const { rows, files } = await withDesk((p) =>
      restoreArchive(p.address, p.files, { path: resolve(path), empty, afterwards: holdSendingSql }),
    );
    const count = Object.values(rows).reduce((total, each) => total + each, 0);
    print(`restored ${count} rows and ${files} files`);
    tell('Nothing is sent yet: look around, then release sending under Settings.');
  },
};
