import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const about = readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8');

/** The release this process runs. */
export const deskVersion: string = z.object({ version: z.string() }).parse(JSON.parse(about)).version;
