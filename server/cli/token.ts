import { parseArgs } from 'node:util';
import { AppError } from '../../domain/errors.ts';
import { issueApiToken } from '../auth/commands/api-tokens.ts';
import type { Command } from './command.ts';

export const token: Command = {
  name: 'token',
  usage: 'create --agent <email> --name <name>',
  summary: 'Makes an API token that acts as the agent; prints it, once.',
  async run([verb, ...args], { withDesk, print }) {
    const { agent, name } = optionsOf(verb, args);
    print(await withDesk((p) => issueApiToken(p, { email: agent, name })));
  },
};

function optionsOf(verb: string | undefined, args: string[]): { agent: string; name: string } {
  const { values } = parseArgs({
    args,
    options: { agent: { type: 'string' }, name: { type: 'string' } },
  });
  const { agent, name } = values;
  if (verb === 'create' && agent && name) return { agent, name };
  throw new AppError(
    'invalid',
    'wrong_arguments',
    'Say whose token and what for: token create --agent <email> --name <name>.',
  );
}
