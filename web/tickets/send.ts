import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message, WriteMessageBody } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { unfilledIn } from '../../domain/unfilled.ts';
import { t } from '../../locales/translate.ts';
import { showToast } from '../../ui/Toast.tsx';
import { ApiError } from '../app/api.ts';
import { keys, refreshTicket } from '../app/queries.ts';
import { sentenceFor } from '../app/sentences.ts';
import { type TicketReply, writeMessage } from './calls.ts';
import { type Draft, type Kind, putDraft } from './drafts.ts';
import { offerUndo } from './undo-send.ts';
import { withMessage } from './with-message.ts';

/** What came since the agent began to write, as the refusal told it. */
export type News = { author: string; excerpt: string; status: string | undefined };

/** A reply that was held back once: it still asks for variables. */
type Unfilled = { text: string; names: string[]; status: string | undefined };

type Sending = { ticket: Ticket; kind: Kind; draft: Draft; onUndone: () => void };

/** Sends what is written. The words leave the box only when the desk has them; a refusal leaves everything as it was. */
export function useSend({ ticket, kind, draft, onUndone }: Sending) {
  const client = useQueryClient();
  const [news, setNews] = useState<News | null>(null);
  const [asked, setAsked] = useState<Unfilled | null>(null);
  const [agreed, setAgreed] = useState<string | null>(null);
  const refresh = () => refreshTicket(client, ticket.number);
  const sending = useMutation({
    mutationFn: (body: WriteMessageBody) => writeMessage(ticket.number, body),
    onSuccess: ({ message }) => {
      setNews(null);
      putDraft(ticket.id, kind, {});
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
      showToast({ text: sentenceFor(error), isBad: true });
    },
  });
  const send = (status?: string, seen = draft.seen) => {
    if (draft.text.trim() === '' || sending.isPending) return;
    const names = kind === 'note' || draft.text === agreed ? [] : unfilledIn(draft.text);
    if (names.length > 0) setAsked({ text: draft.text, names, status });
    else deliver(status, seen);
  };
  const deliver = (status: string | undefined, seen: Draft['seen']) =>
    sending.mutate(bodyOf({ kind, draft, status, seen: seen ?? ticket.lastMessageId }));
  const sendUnfilled = () => {
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
    /** What nobody filled in, where the agent wanted to send this very text. */
    unfilled: isWritten(asked, draft) && agreed !== draft.text ? asked.names : null,
    sendUnfilled,
    sendAnyway: () => send(news?.status, ticket.lastMessageId),
    isSending: sending.isPending,
  };

  function showAtOnce(message: Message): void {
    client.setQueryData<TicketReply>(keys.ticket(ticket.number), (shown) =>
      shown ? { ...shown, messages: withMessage(shown.messages ?? [], message) } : shown,
    );
  }
}

function isWritten(asked: Unfilled | null, draft: Draft): asked is Unfilled {
  return asked !== null && asked.text === draft.text;
}

type Said = { kind: Kind; draft: Draft; status: string | undefined; seen: string | null | undefined };

function bodyOf({ kind, draft, status, seen }: Said): WriteMessageBody {
  const mentions = draft.mentions.filter(({ name }) => draft.text.includes(`@${name}`)).map(({ id }) => id);
  return {
    kind,
    ...(draft.html === undefined ? { text: draft.text.trim() } : { html: draft.html }),
    seen: seen ?? null,
    ...(status === undefined ? {} : { status }),
    ...(kind === 'note' && mentions.length > 0 ? { mentions } : {}),
  };
}
