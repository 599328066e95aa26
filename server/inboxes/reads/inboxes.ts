import { sql } from 'kysely';
import type { ClosedPolicy } from '../../../domain/closed-policy.ts';
import type { Confirmation } from '../../../domain/confirmation.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';

/** An inbox with its addresses, as the rooms' own code needs it. `secrets` is still sealed. */
export type InboxRow = {
  id: number;
  uuid: string;
  name: string;
  channel: string;
  settings: Record<string, unknown>;
  secrets: string | null;
  teamId: number | null;
  topicId: number | null;
  language: string;
  senderName: string;
  signature: string;
  confirmation: Confirmation;
  closed: ClosedPolicy;
  isActive: boolean;
  addresses: string[];
};

async function readInboxes(db: Db | Tx): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    select id, uuid, name, channel, settings, secrets, team_id as "teamId", topic_id as "topicId", language,
      sender_name as "senderName", signature, confirmation, closed_policy as closed, is_active as "isActive",
      array(select address from inbox_addresses where inbox_id = inboxes.id order by position, address) as addresses
    from inboxes order by id`.execute(db);
  return rows;
}

type Directory = {
  readAt: number;
  inboxes: Map<number, InboxRow>;
  byAddress: Map<string, InboxRow>;
  addresses: string[];
};
const directories = new WeakMap<Db, Promise<Directory>>();
const goodForMs = 2_000;

/** All inboxes, read at most every two seconds: every mail asks. A change made by this process is seen at once. */
export async function inboxDirectory(p: Platform): Promise<Directory> {
  const held = directories.get(p.db);
  const known = await held?.catch(() => undefined);
  if (known && performance.now() - known.readAt < goodForMs) return known;
  if (directories.get(p.db) !== held) return inboxDirectory(p);
  const reading = readDirectory(p);
  directories.set(p.db, reading);
  return reading;
}

export function forgetInboxes(p: Platform): void {
  directories.delete(p.db);
}

export async function inboxById(p: Platform, id: number): Promise<InboxRow> {
  const inbox = (await inboxDirectory(p)).inboxes.get(id);
  if (!inbox) throw inboxNotFound();
  return inbox;
}

/** As it is this very moment: for what an admin asks, and for signing in. */
export async function inboxByUuid(p: Platform, uuid: string): Promise<InboxRow> {
  const inbox = (await readInboxes(p.db)).find((one) => one.uuid === uuid);
  if (!inbox) throw inboxNotFound();
  return inbox;
}

export function inboxNotFound(): AppError {
  return new AppError('not_found', 'inbox_not_found', 'There is no such inbox.');
}

/** Whose address is it? A tag after `+` (a reply token) belongs to the address before it. */
export async function inboxByAddress(p: Platform, address: string): Promise<InboxRow | null> {
  const { byAddress } = await inboxDirectory(p);
  const plain = address.trim().toLowerCase();
  const inbox = byAddress.get(plain) ?? byAddress.get(plain.replace(/\+[^@]*(?=@[^@]*$)/, ''));
  return inbox?.isActive ? inbox : null;
}

async function readDirectory(p: Platform): Promise<Directory> {
  const readAt = performance.now();
  const rows = await readInboxes(p.db);
  return {
    readAt,
    inboxes: new Map(rows.map((row) => [row.id, row])),
    byAddress: new Map(rows.flatMap((row) => row.addresses.map((address) => [address, row]))),
    addresses: rows.flatMap((row) => row.addresses),
  };
}
