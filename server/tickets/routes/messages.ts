import {
  messageList,
  messageReply,
  ticketMessageParams,
  undoneReply,
  writeMessageBody,
} from '../../../contract/messages.ts';
import { ticketParams } from '../../../contract/tickets.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeNote } from '../commands/note.ts';
import { writeReply } from '../commands/reply.ts';
import { undoReply } from '../commands/undo.ts';
import { readMessages } from '../reads/messages.ts';

const tag = 'Messages';

export const messageRoutes = (p: Platform): Route[] => [
  route({
    method: 'GET',
    url: '/api/tickets/:number/messages',
    access: { may: 'tickets.read' },
    summary: 'Everything said in a ticket, oldest first',
    tag,
    params: ticketParams,
    replies: { 200: messageList },
    run: async ({ actor, params: { number } }) => ({ messages: await readMessages(p.db, { actor, number }) }),
  }),
  route({
    method: 'POST',
    url: '/api/tickets/:number/messages',
    // Replies and notes are two permissions; each command asks for its own.
    access: { may: 'tickets.read' },
    summary: 'Reply to the requester, or leave an internal note',
    tag,
    params: ticketParams,
    body: writeMessageBody,
    replies: { 201: messageReply },
    async run({ actor, params: { number }, body }) {
      const write = body.kind === 'reply' ? writeReply : writeNote;
      return { message: await write(p, { actor, number, body }) };
    },
  }),
  route({
    method: 'DELETE',
    url: '/api/tickets/:number/messages/:messageId',
    access: { may: 'tickets.reply' },
    summary: 'Take back a reply of your own that still waits to be sent',
    tag,
    params: ticketMessageParams,
    replies: { 200: undoneReply },
    run: ({ actor, params }) => undoReply(p, { actor, ...params }),
  }),
];
