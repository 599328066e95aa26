import type { Upload } from '../../../contract/uploads.ts';
import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import { routeReply } from '../../../domain/messages.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { mostUnsent } from '../../../domain/uploads.ts';
import { transaction } from '../../platform/database/database.ts';
import { safeFileName } from '../../platform/http/content-disposition.ts';
import type { Platform } from '../../platform/platform.ts';
import { countAttempt } from '../../platform/throttle.ts';
import { readCorrespondence } from '../reads/correspondence.ts';
import { unsentBytes } from '../reads/uploads.ts';
import { whoSees } from '../reads/who-sees.ts';
import { lockTicket, ticketNotFound } from '../store/lock.ts';
import { insertUpload } from '../store/uploads.ts';
import { refuseUncarried } from './attach.ts';

type Adding = {
  actor: AgentActor;
  number: number;
  file: { name: string; contentType: string | undefined; bytes: Buffer };
  box: Upload['box'];
};

/** A file for a message that is not written yet. What a reply could not carry is refused now, before anybody writes around it. */
export async function addUpload(p: Platform, { actor, number, file, box }: Adding): Promise<Upload> {
  refuseReaders(actor);
  await whoSees(p.db, { actor, number });
  await refuseTooMuch(p, actor, file.bytes.byteLength);
  if (box === 'reply') await refuseUnlessCarried(p, { actor, number, size: file.bytes.byteLength });

  const { hash: fileHash, size } = await p.files.put(file.bytes);
  const stored = { name: safeFileName(file.name), contentType: typeOf(file.contentType), size, fileHash };
  const upload = await insertUpload(p.db, { actor, number }, { ...stored, box, at: p.clock.now() });
  if (!upload) throw ticketNotFound();
  return upload;
}

function refuseReaders(actor: AgentActor): void {
  if (may(actor, 'tickets.reply') || may(actor, 'tickets.note')) return;
  throw new AppError('forbidden', 'not_allowed', 'Your role writes no messages.');
}

/** So many files a minute and an hour, for somebody who drags a whole folder in; so much lying about at once. */
async function refuseTooMuch(p: Platform, actor: AgentActor, size: number): Promise<void> {
  if (size === 0) throw new AppError('invalid', 'file_empty', 'This file is empty.');
  const limits = [
    { times: 60, seconds: 60 },
    { times: 600, seconds: 3_600 },
  ];
  await countAttempt(p, [{ bucket: `upload:${actor.id}`, limits }]);
  if ((await unsentBytes(p.db, { agentId: actor.id, at: p.clock.now() })) + size <= mostUnsent) return;
  throw new AppError('conflict', 'uploads_full', `You have ${mostUnsent} bytes of unsent files. Remove some first.`, {
    details: { maxBytes: mostUnsent },
  });
}

async function refuseUnlessCarried(
  p: Platform,
  { actor, number, size }: { actor: AgentActor; number: number; size: number },
): Promise<void> {
  const channel = await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const { who } = await readCorrespondence(tx, p, { ticket, seen: undefined });
    return routeReply(who, p.clock.now()).channel;
  });
  refuseUncarried([size], abilitiesOf(channel));
}

/** What the writer's browser calls it. A mail, or parts of one, would be sent as such: they go as plain files, byte for byte. */
function typeOf(declared = ''): string {
  const type = (declared.split(';')[0] ?? '').trim().toLowerCase();
  const isPlain =
    /^[a-z0-9!#$&^_.+-]{1,80}\/[a-z0-9!#$&^_.+-]{1,80}$/.test(type) && !/^(message|multipart)\//.test(type);
  return isPlain ? type : 'application/octet-stream';
}
