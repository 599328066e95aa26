import { ticketParams } from '../../../contract/tickets.ts';
import { addUploadQuery, moveUploadBody, uploadList, uploadParams, uploadReply } from '../../../contract/uploads.ts';
import { AppError } from '../../../domain/errors.ts';
import { largestFile } from '../../../domain/uploads.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { addUpload } from '../commands/add-upload.ts';
import { readUploads } from '../reads/uploads.ts';
import { whoSees } from '../reads/who-sees.ts';
import { expireUpload, moveUpload } from '../store/uploads.ts';

const tag = 'Messages';
const access = { may: 'tickets.read' } as const;

/** Files that are put up before the message they go with is sent. */
export const uploadRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/uploads',
    access,
    summary: 'The files you have put up in a ticket and not sent',
    tag,
    params: ticketParams,
    replies: { 200: uploadList },
    async run({ actor, params: { number } }) {
      await whoSees(p.db, { actor, number });
      return { uploads: await readUploads(p.db, { actor, number, at: p.clock.now() }) };
    },
  }),
  route({
    method: 'POST',
    url: '/api/tickets/:number/uploads',
    access,
    summary: 'Put up a file for your next message in a ticket: its bytes are the body',
    tag,
    params: ticketParams,
    query: addUploadQuery,
    raw: { types: ['*'], maxBytes: largestFile },
    replies: { 201: uploadReply },
    async run({ actor, params: { number }, query: { name, box = null }, request }) {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const file = { name, contentType: request.headers['content-type'], bytes };
      return { upload: await addUpload(p, { actor, number, file, box }) };
    },
  }),
  route({
    method: 'PATCH',
    url: '/api/tickets/:number/uploads/:uploadId',
    access,
    summary: 'Move a file you have put up from the reply to the note, or back',
    tag,
    params: uploadParams,
    body: moveUploadBody,
    replies: { 204: null },
    async run({ actor, params: { number, uploadId }, body: { box } }) {
      await whoSees(p.db, { actor, number });
      const isMoved = await moveUpload(p.db, { actor, number }, { uploadId, box, at: p.clock.now() });
      if (!isMoved) throw uploadNotFound();
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/tickets/:number/uploads/:uploadId',
    access,
    summary: 'Do without a file you have put up',
    tag,
    params: uploadParams,
    replies: { 204: null },
    async run({ actor, params: { number, uploadId } }) {
      await whoSees(p.db, { actor, number });
      if (!(await expireUpload(p.db, { actor, number }, { uploadId, at: p.clock.now() }))) throw uploadNotFound();
    },
  }),
];

function uploadNotFound(): AppError {
  return new AppError('not_found', 'upload_not_found', 'There is no such upload of yours.');
}
