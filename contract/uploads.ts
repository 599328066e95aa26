import { z } from 'zod';
import { publicId } from './common.ts';

// Paths: GET, POST /api/tickets/:number/uploads · PATCH, DELETE /api/tickets/:number/uploads/:uploadId.

/** Where a file is shown while somebody writes: with the reply, or with the note. */
export const uploadBox = z.enum(['reply', 'note']);

/** A file put up to be sent with the next message. Its `id` goes into `attachments` of that message, and is that of the attachment afterwards. */
export const upload = z.strictObject({
  id: publicId,
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  /** Null: put up by a program, shown in no box. */
  box: uploadBox.nullable(),
});
export type Upload = z.infer<typeof upload>;

/** The body of the request are the file's bytes, its content type that of the file. */
export const addUploadQuery = z.strictObject({ name: z.string().min(1).max(1_000), box: uploadBox.optional() });
export const moveUploadBody = z.strictObject({ box: uploadBox });
export const uploadParams = z.strictObject({ number: z.coerce.number().int().positive(), uploadId: publicId });
export const uploadReply = z.strictObject({ upload });
export const uploadList = z.strictObject({ uploads: z.array(upload) });
