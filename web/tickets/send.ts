import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message, WriteMessageBody } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { promisesAttachment } from '../../domain/attachment-promise.ts';
import { unfilledIn } from '../../domain/unfilled.ts';
import { t } from '../../locales/translate.ts';
import { showToast } from '../../ui/Toast.tsx';
import { ApiError } from '../app/api.ts';
import { keys, refreshTicket } from '../app/queries.ts';
import { sentenceFor } from '../app/sentences.ts';
import { type TicketReply, writeMessage } from './calls.ts';
import { type Draft, type Kind, putDraft } from './drafts.ts';
import type { Files } from './files/use-files.ts';
import { offerUndo } from './undo-send.ts';
import { withMessage } from './with-message.ts';

/** What came since the agent began to write, as the refusal told it. */
export type News = { author: string; excerpt: string; status: string | undefined };

/** A reply that was held back once: it still asks for variables, or speaks of a file that is not there. */
type Held = { text: string; names: string[]; lacksFile: boolean; status: string | undefined };

type Sending = { ticket: Ticket; kind: Kind; draft: Draft; files: Files; onUndone: () => void };

/** Sends what is written. The words leave the box only when the desk has them; a refusal leaves everything as it was. */
export function useSend({ ticket, kind, draft, files, onUndone }: Sending) {
  const client = useQueryClient();
  const [news, setNews] = useState<News | null>(null);
  const [asked, setAsked] = useState<Held | null>(null);
  const [agreed, setAgreed] = useState<string | null>(null);
  const refresh = () => refreshTicket(client, ticket.number);
  const sending = useMutation({
    mutationFn: (body: WriteMessageBody) => writeMessage(ticket.number, body),
    onSuccess: ({ message }, { attachments = [] }) => {
      setNews(null);
      putDraft(ticket.id, kind, {});
      files.sent(attachments);
      showAtOnce(message);
      refresh();
      if (message.state === 'waiting') offerUndo({ ticket, message, draft, onUndone });
      else showToast({ text: kind === 'note' ? t('Note added') : t('Reply sent') });
    },
    onError: (error, body) => {
      if (error instanceof ApiError && error.code === 'ticket_has_news') {
        setNews({
          author: String(error.details.author ?? ''),
          excerpt: String(error.details.excerpt ?? ''),
          status: body.status,
        });
        return refresh();
      }
      if (error instanceof ApiError && error.code === 'upload_gone') refresh();
      showToast({ text: sentenceFor(error), isBad: true });
    },
  });
  const send = (status?: string, seen = draft.seen) => {
    if (draft.text.trim() === '' || sending.isPending) return;
    if (files.isUnderWay) return tellUnderWay();
    const held = draft.text === agreed ? null : heldBack({ kind, draft, files, status });
    if (held === null) deliver(status, seen);
    else setAsked(held);
  };
  const deliver = (status: string | undefined, seen: Draft['seen']) =>
    sending.mutate(bodyOf({ kind, draft, files, status, seen: seen ?? ticket.lastMessageId }));
  const sendHeld = () => {
    setAgreed(draft.text);
    deliver(asked?.status, draft.seen);
  };
  const sawNews = () => {
    setNews(null);
    putDraft(ticket.id, kind, { ...draft, seen: ticket.lastMessageId });
  };
  return {
    send,
    news,
    sawNews,
    /** Why this very text was held back when the agent wanted to send it. */
    held:
      isWritten(asked, draft) && agreed !== draft.text ? heldBack({ kind, draft, files, status: asked.status }) : null,
    sendHeld,
    sendAnyway: () => send(news?.status, ticket.lastMessageId),
    isSending: sending.isPending,
  };

  function showAtOnce(message: Message): void {
    client.setQueryData<TicketReply>(keys.ticket(ticket.number), (shown) =>
      shown ? { ...shown, messages: withMessage(shown.messages ?? [], message) } : shown,
    );
  }
}

function tellUnderWay(): void {
  showToast({ text: t('A file is not attached yet. Wait for it, or remove it.'), isBad: true });
}

function heldBack({ kind, draft, files, status }: Omit<Said, 'seen'>): Held | null {
  if (kind === 'note') return null;
  const names = unfilledIn(draft.text);
  const lacksFile = files.there.length === 0 && promisesAttachment(draft.text);
  return names.length > 0 || lacksFile ? { text: draft.text, names, lacksFile, status } : null;
}

function isWritten(asked: Held | null, draft: Draft): asked is Held {
  return asked !== null && asked.text === draft.text;
}

type Said = {
  kind: Kind;
  draft: Draft;
  files: Files;
  status: string | undefined;
  seen: string | null | undefined;
};

function bodyOf({ kind, draft, files, status, seen }: Said): WriteMessageBody {
  const mentions = draft.mentions.filter(({ name }) => draft.text.includes(`@${name}`)).map(({ id }) => id);
  return {
    kind,
    ...(draft.html === undefined ? { text: draft.text.trim() } : { html: draft.html }),
    seen: seen ?? null,
    ...(status === undefined ? {} : { status }),
    ...(kind === 'note' && mentions.length > 0 ? { mentions } : {}),
    ...(files.there.length > 0 ? { attachments: files.there.map(({ id }) => id) } : {}),
  };
}
