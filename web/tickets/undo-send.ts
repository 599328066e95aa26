import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { hideToast, showToast } from '../../ui/Toast.tsx';
import { queryClient, refreshTicket } from '../app/queries.ts';
import { sentenceFor } from '../app/sentences.ts';
import { undoMessage } from './calls.ts';
import { type Draft, putDraft } from './drafts.ts';

type Undoable = { ticket: Ticket; message: Message; draft?: Draft; onUndone?: () => void };

let latest: { run: () => void; until: number } | null = null;

/** Z takes back the reply sent last, wherever in the workspace the agent is by now. */
export function undoLatest(): void {
  if (latest !== null && latest.until > Date.now()) latest.run();
}

/** A toast counts the undo window down; undoing puts the words back where they were written. */
export function offerUndo({ ticket, message, draft, onUndone }: Undoable): void {
  const until = new Date(message.dueAt ?? 0).getTime();
  const seconds = Math.max(1, (until - Date.now()) / 1000);
  const id = `undo-${message.id}`;
  const run = () => {
    latest = null;
    hideToast(id);
    void takeBack({ ticket, message, draft, onUndone });
  };
  latest = { run, until };
  showToast({ id, text: t('Reply sent'), seconds, action: { label: t('Undo'), shortcut: 'Z', run } });
}

export async function takeBack({ ticket, message, draft, onUndone }: Undoable): Promise<void> {
  try {
    const undone = await undoMessage(ticket.number, message.id);
    putDraft(ticket.id, 'reply', { ...draft, text: undone.text, html: undone.html ?? undefined });
    onUndone?.();
    showToast({ text: t('Taken back. Your words are in the box again.') });
  } catch (error) {
    showToast({ text: sentenceFor(error), isBad: true });
  }
  refreshTicket(queryClient, ticket.number);
}
