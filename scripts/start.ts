import { enableCompileCache } from 'node:module';
import path from 'node:path';

/** `npm start`: builds the workspace when its sources changed, then runs the desk in this same process. */
const cache = path.join(import.meta.dirname, '../.cache/node');
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? cache);

const { buildWeb } = await import('./build.ts');
await buildWeb({ ifChanged: true });

const { readEnvFile } = await import('../server/platform/env-file.ts');
readEnvFile();
const { main } = await import('../server/main.ts');
await main(process.env);
