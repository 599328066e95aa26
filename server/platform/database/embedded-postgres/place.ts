import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../../../domain/errors.ts';

/** Whom PostgreSQL runs as, when that is not ourselves: it refuses root. */
export type Owner = { uid: number; gid: number };
export type Place = {
  /** Holds the cluster, its log and, where need be, the binaries. */
  folder: string;
  cluster: string;
  socketFolder: string;
  owner: Owner | null;
};

const folderNote = 'postgres-folder';
const socketNote = 'socket-folder';
const longestSocket = 100;
const sharedFolder = '/var/lib/atende';

/** Finds, or makes at the first start, the folders of the embedded PostgreSQL under `dataDir`. */
export async function preparePlace(dataDir: string): Promise<Place> {
  const isRoot = process.getuid?.() === 0;
  await mkdir(dataDir, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  const real = await realpath(dataDir);
  const owner = isRoot ? await ownerOf(path.join(real, 'postgres', 'cluster')) : null;
  if (owner) await letThrough(real);

  const folder = await chooseFolder(real, owner);
  await makeFolder(folder, owner);
  const socketFolder = await chooseSocketFolder(folder, owner);
  return { folder, cluster: path.join(folder, 'cluster'), socketFolder, owner };
}

/** A folder that only PostgreSQL's user (and root) may enter. */
export async function makeFolder(folder: string, owner: Owner | null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (owner) await chown(folder, owner.uid, owner.gid);
}

/** May `owner` walk down to this folder? Null is ourselves, and then the next step finds out. */
export async function closedParentOf(target: string, owner: Owner | null): Promise<string | null> {
  if (!owner) return null;
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    if (!mayEnter(await stat(folder), owner)) return folder;
    if (folder === path.dirname(folder)) return null;
  }
}

function mayEnter({ uid, gid, mode }: { uid: number; gid: number; mode: number }, owner: Owner): boolean {
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0;
}

/** As root: whoever owns the cluster already, or nobody. */
async function ownerOf(cluster: string): Promise<Owner> {
  const existing = await stat(cluster).catch(() => null);
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };

  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const [, , uid, gid] =
    users
      .split('\n')
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  throw new AppError(
    'invalid',
    'no_user_for_postgres',
    'PostgreSQL refuses to run as root and this system has no user "nobody". Start Atende as another user, or set DATABASE_URL.',
  );
}

async function letThrough(dataDir: string): Promise<void> {
  const { mode } = await stat(dataDir);
  if ((mode & 0o011) !== 0o011) await chmod(dataDir, (mode & 0o777) | 0o011);
}

async function chooseFolder(dataDir: string, owner: Owner | null): Promise<string> {
  const note = path.join(dataDir, folderNote);
  const noted = (await readFile(note, 'utf8').catch(() => '')).trim();
  if (noted !== '') {
    if (await exists(noted)) return noted;
    throw unreachable(`The database of ${dataDir} is kept in ${noted}, which is not there.`);
  }

  const own = path.join(dataDir, 'postgres');
  const closed = await closedParentOf(own, owner);
  if (closed === null) return own;
  // A new, empty database in another place would look like losing everything.
  if (await exists(path.join(own, 'cluster'))) {
    throw unreachable(`PostgreSQL can no longer reach its data: open ${closed} for it (chmod o+x ${closed}).`);
  }
  const elsewhere = path.join(sharedFolder, randomBytes(6).toString('hex'));
  await mkdir(sharedFolder, { recursive: true, mode: 0o711 });
  await makeFolder(elsewhere, owner);
  await writeFile(note, `${elsewhere}\n`);
  return elsewhere;
}

/** The path of a Unix socket may have 107 bytes at most; a longer one moves under the system's temporary folder. */
async function chooseSocketFolder(folder: string, owner: Owner | null): Promise<string> {
  if (Buffer.byteLength(path.join(folder, '.s.PGSQL.5432.lock')) <= longestSocket) return folder;

  const note = path.join(folder, socketNote);
  const noted = (await readFile(note, 'utf8').catch(() => '')).trim();
  if (noted !== '' && (await isPrivate(noted, owner))) return noted;
  const made = await mkdtemp(path.join(tmpdir(), 'atende-'));
  if (owner) await chown(made, owner.uid, owner.gid);
  await writeFile(note, `${made}\n`);
  return made;
}

/** Somebody else's folder under that name, or one others may enter, is no place for a socket that trusts whoever comes. */
async function isPrivate(folder: string, owner: Owner | null): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  const uid = owner?.uid ?? process.getuid?.();
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o077) === 0;
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}

function unreachable(sentence: string): AppError {
  return new AppError('invalid', 'database_folder_unreachable', sentence);
}
