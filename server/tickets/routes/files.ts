import type { FastifyReply } from 'fastify';
import { attachmentParams, frameQuery, imageQuery, messageParams } from '../../../contract/messages.ts';
import { largestPicture, pictureType } from '../../platform/html/picture-type.ts';
import { contentDisposition } from '../../platform/http/content-disposition.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { frameOf, framePolicy } from '../frame/frame-of.ts';
import { fetchRemotePicture } from '../frame/remote-picture.ts';
import { findAttachment, findHtml, findRaw, findShown, type StoredAttachment } from '../reads/files.ts';

const tag = 'Messages';
/** Browsers look up the names in links before anybody follows them: one name per mail would tell that it was read. */
const noLookups = { 'x-dns-prefetch-control': 'off' };

export const fileRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/messages/:messageId/frame',
    access: { may: 'tickets.read' },
    summary: 'A message as a page, to be shown in a sandboxed frame',
    tag,
    params: messageParams,
    query: frameQuery,
    replies: { 200: null },
    streams: true,
    async run({ actor, params, query, reply }) {
      const message = await findShown(p.db, { actor, ...params });
      return reply
        .headers({ 'content-security-policy': framePolicy, 'x-frame-options': 'SAMEORIGIN', ...noLookups })
        .type('text/html; charset=utf-8')
        .send(await frameOf({ id: params.messageId, ...message }, query));
    },
  }),
  route({
    method: 'GET',
    url: '/api/messages/:messageId/images',
    access: { may: 'tickets.read' },
    summary: 'A picture from the internet that a message names, fetched by the desk',
    tag,
    params: messageParams,
    query: imageQuery,
    replies: { 200: null },
    streams: true,
    async run({ actor, params, query, reply }) {
      const html = await findHtml(p.db, { actor, ...params });
      const { type, bytes } = await fetchRemotePicture(p, { html, nth: query.nth, signal: untilGone(reply) });
      asFile(reply, type, 'inline');
      return reply.header('cache-control', 'private, max-age=86400').send(bytes);
    },
  }),
  route({
    method: 'GET',
    url: '/api/messages/:messageId/raw',
    access: { may: 'tickets.read' },
    summary: 'The bytes a message came in as',
    tag,
    params: messageParams,
    replies: { 200: null },
    streams: true,
    async run({ actor, params, reply }) {
      const { number, fileHash } = await findRaw(p.db, { actor, ...params });
      const name = `ticket-${number}-${params.messageId}.eml`;
      asFile(reply, 'application/octet-stream', contentDisposition('attachment', name));
      return reply.send(await p.files.stream(fileHash));
    },
  }),
  route({
    method: 'GET',
    url: '/api/attachments/:attachmentId',
    access: { may: 'tickets.read' },
    summary: 'Download an attachment',
    tag,
    params: attachmentParams,
    replies: { 200: null },
    streams: true,
    async run({ actor, params, reply }) {
      const attachment = await findAttachment(p.db, { actor, ...params });
      return sendAttachment(p, reply, attachment);
    },
  }),
];

/**
 * Whatever it is, it is a download in a sandbox. Only what really begins as a raster picture keeps its type, so that
 * pictures can be shown; those that belong into the text of a mail may stand in place.
 */
async function sendAttachment(p: Platform, reply: FastifyReply, attachment: StoredAttachment): Promise<FastifyReply> {
  const { name, size, isInline, fileHash } = attachment;
  const isCalledPicture = isInline || attachment.contentType.toLowerCase().startsWith('image/');
  const mayBePicture = isCalledPicture && size <= largestPicture;
  if (mayBePicture) {
    const bytes = await p.files.get(fileHash);
    const type = pictureType(bytes);
    const kind = type !== null && isInline ? 'inline' : 'attachment';
    asFile(reply, type ?? 'application/octet-stream', contentDisposition(kind, name));
    return reply.send(bytes);
  }
  asFile(reply, 'application/octet-stream', contentDisposition('attachment', name));
  return reply.header('content-length', size).send(await p.files.stream(fileHash));
}

/** Aborted when whoever asks has left: a server that never answers is not waited for in their name. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
}

function asFile(reply: FastifyReply, type: string, disposition: string): void {
  reply.type(type).headers({
    'content-disposition': disposition,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
}
