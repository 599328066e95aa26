import type { FastifyReply } from 'fastify';
import type { Platform } from '../../platform/platform.ts';

/** Bytes from strangers leave as a download that no browser will show or run. */
export async function sendRaw(
  p: Platform,
  reply: FastifyReply,
  file: { fileHash: string; name: string },
): Promise<FastifyReply> {
  const bytes = await p.files.stream(file.fileHash);
  return reply
    .type('message/rfc822')
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(bytes);
}
