import { AppError } from '../../domain/errors.ts';
import type { Command } from './command.ts';
import { addSample } from './sample/add-sample.ts';

export const seed: Command = {
  name: 'seed',
  usage: '--sample',
  summary: 'Adds a dozen sample tickets in both languages; nothing is sent.',
  async run([flag], { withDesk, print }) {
    if (flag !== '--sample') throw new AppError('invalid', 'wrong_arguments', 'Say what to seed: seed --sample.');
    const { tickets, teams } = await withDesk((p) => addSample(p));
    print(`added ${tickets} tickets and ${teams} teams`);
  },
};
