import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** `npm run new-channel -- <name>`: the folder of a new channel, ready to be filled in, and its line in the list. */
const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]{1,39}$/.test(name)) {
  console.error('Name it in lower case: npm run new-channel -- telegram');
  process.exit(2);
}
const channels = resolve(import.meta.dirname, '../server/channels');
const folder = join(channels, name);
if (existsSync(folder)) {
  console.error(`There is a channel ${name} already.`);
  process.exit(2);
}

const variable = `${name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Channel`;
const file = `${name.replaceAll('_', '-')}-channel.ts`;
mkdirSync(folder);
writeFileSync(join(folder, file), channelText());
addToList();
console.log(`server/channels/${name}/${file} is yours to fill in; what it can do goes into domain/channels.ts.`);
console.log('Then give it its samples in server/channels/channels.test.ts: the contract test runs over every channel.');

function channelText(): string {
  return `import { createHash } from 'node:crypto';
import { z } from 'zod';
import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Channel } from '../channel.ts';

/** What an admin sets per inbox. Mark secrets with \`.meta({ secret: true })\`: they are stored sealed. */
const settings = z.strictObject({});

export const ${variable}: Channel<z.infer<typeof settings>> = {
  id: '${name}',
  can: abilitiesOf('${name}'),
  settings,
  connect: async () => ({ address: null, close: async () => undefined }),
  identify: async (bytes) => ({ key: createHash('sha256').update(bytes).digest('hex'), externalId: null }),
  parse: async () => notYet(),
  compose: async () => notYet(),
  send: async () => notYet(),
};

function notYet(): never {
  throw new AppError('unavailable', '${name}_not_ready', 'This channel cannot do that yet.');
}
`;
}

function addToList(): void {
  const path = join(channels, 'index.ts');
  const list = readFileSync(path, 'utf8');
  const withImport = list.replace('\n/**', `import { ${variable} } from './${name}/${file}';\n\n/**`);
  writeFileSync(path, withImport.replace('apiChannel]', `apiChannel, ${variable}]`));
}
