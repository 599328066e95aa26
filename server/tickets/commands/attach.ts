import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { type Carrier, type FilesRefusal, filesRefusal } from '../../../domain/uploads.ts';
import type { Tx } from '../../platform/platform.ts';
import { takeUploads } from '../store/uploads.ts';
import type { NewAttachment } from './new-message.ts';

type Taking = {
  actor: AgentActor;
  ticketId: number;
  uploads: readonly string[] | undefined;
  carrier: Carrier;
  at: Date;
};

/** The files of a message that is being written: the writer's own uploads in this ticket, and nobody else's. */
export async function takeFiles(
  tx: Tx,
  { actor, ticketId, uploads = [], carrier, at }: Taking,
): Promise<NewAttachment[]> {
  const asked = [...new Set(uploads)];
  if (asked.length === 0) return [];
  const taken = await takeUploads(tx, { ticketId, agentId: actor.id, uploads: asked, at });
  if (taken.length < asked.length) throw uploadGone();
  refuseUncarried(
    taken.map(({ size }) => size),
    carrier,
  );
  return taken.map((file) => ({ ...file, contentId: null, isInline: false }));
}

export function refuseUncarried(sizes: readonly number[], carrier: Carrier): void {
  const refusal = filesRefusal(sizes, carrier);
  if (refusal) throw refused(refusal);
}

function refused(refusal: FilesRefusal): AppError {
  switch (refusal.code) {
    case 'channel_takes_no_files':
      return new AppError('conflict', refusal.code, 'The channel this reply leaves by carries no files.');
    case 'too_many_files':
      return new AppError('invalid', refusal.code, `A message has ${refusal.most} files at most.`, {
        details: { most: refusal.most },
      });
    case 'files_too_large':
      return new AppError('invalid', refusal.code, `The files of a message have ${refusal.maxBytes} bytes at most.`, {
        details: { maxBytes: refusal.maxBytes },
      });
  }
}

function uploadGone(): AppError {
  return new AppError('invalid', 'upload_gone', 'A file of this message is not here, or not any more.', {
    fields: { attachments: 'There is no such upload of yours in this ticket.' },
  });
}
