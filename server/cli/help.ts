import type { Command } from './command.ts';
import { commands } from './commands.ts';

export const help: Command = {
  name: 'help',
  usage: '',
  summary: 'Lists the commands.',
  async run(_, { print }) {
    print('npm run -s atende -- <command>\n');
    const widest = Math.max(...commands.map((one) => `${one.name} ${one.usage}`.length));
    for (const { name, usage, summary } of commands) print(`  ${`${name} ${usage}`.padEnd(widest)}  ${summary}`);
    print('\nThe same environment as the desk applies (.env.example names it). Commands work while the desk runs.');
  },
};
