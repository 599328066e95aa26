import type { Command } from './command.ts';

export const help = (commands: readonly Command[]): Command => ({
  name: 'help',
  usage: '',
  summary: 'Lists the commands.',
  async run(_, { print }) {
    print('npm run -s atende -- <command>\n');
    const all = [...commands, help(commands)];
    const widest = Math.max(...all.map((one) => `${one.name} ${one.usage}`.length));
    for (const { name, usage, summary } of all) print(`  ${`${name} ${usage}`.padEnd(widest)}  ${summary}`);
    print('\nThe same environment as the desk applies (.env.example names it). Commands work while the desk runs.');
  },
});
