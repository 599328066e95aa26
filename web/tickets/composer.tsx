import { Suspense, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { classes } from '../../ui/classes.ts';
import { useCommands } from '../app/commands.ts';
import { later } from '../app/later.ts';
import { sayTyping } from '../onlookers/say.ts';
import type { ComposerBox } from './composer-box.ts';
import { ComposerFoot } from './composer-foot.tsx';
import { ComposerTabs } from './composer-tabs.tsx';
import { ComposerText } from './composer-text.tsx';
import { type Kind, putDraft, useDraft, useKind, type Words } from './drafts.ts';
import { BoxFiles } from './files/box-files.tsx';
import { useFileTaking } from './files/take-files.ts';
import { useFiles } from './files/use-files.ts';
import { Recipients } from './recipients.tsx';
import { useSend } from './send.ts';

const NewsBanner = later(() => import('./news-banner.tsx').then((it) => it.NewsBanner));
const HeldBanners = later(() => import('./files/held-banners.tsx').then((it) => it.HeldBanners));

/** Where agents write. Reply is the default; a note is another colour with a lock, and the button names the act. */
export function Composer({ ticket, messages }: { ticket: Ticket; messages: Message[] }) {
  const kinds = kindsFor(ticket);
  const [chosen, choose] = useKind();
  const kind = kinds.includes(chosen) ? chosen : (kinds[0] ?? 'note');
  const [draft, setDraft] = useDraft(ticket.id, kind);
  const text = useRef<ComposerBox>(null);
  const files = useFiles(ticket.number, kind);
  const taking = useFileTaking(files.add);
  const send = useSend({ ticket, kind, draft, files, onUndone: () => choose('reply') });
  const turnTo = (next: Kind) => {
    // At once: the next letter may be typed before the next frame, and single keys act outside the box.
    flushSync(() => choose(next));
    text.current?.focus();
  };
  useCommands('composer', {
    reply: kinds.includes('reply') && (() => turnTo('reply')),
    note: kinds.includes('note') && (() => turnTo('note')),
  });
  const moveToNote = () => {
    putDraft(ticket.id, 'note', { ...draft, seen: undefined });
    putDraft(ticket.id, 'reply', {});
    files.moveToNote();
    turnTo('note');
  };
  if (kinds.length === 0) return <CannotWrite ticket={ticket} />;
  const isNote = kind === 'note';
  const write = (words: Words) => {
    sayTyping(ticket.number);
    setDraft({ ...words, seen: draft.text === '' ? ticket.lastMessageId : draft.seen });
  };
  return (
    <div className="shrink-0 px-3 pb-3 md:px-6 md:pb-4.5">
      <Suspense>
        <NewsBanner
          ticket={ticket}
          messages={messages}
          draft={draft}
          refused={send.news}
          onSeen={send.sawNews}
          onSendAnyway={send.sendAnyway}
        />
        {send.held === null ? null : <HeldBanners {...send.held} onSendAnyway={send.sendHeld} />}
      </Suspense>
      <section
        aria-label={isNote ? t('Internal note') : t('Reply')}
        className={classes(
          'relative rounded-[10px] border shadow-lift focus-within:border-accent',
          isNote ? 'border-note-line bg-note focus-within:border-note-line' : 'border-edge bg-sheet',
        )}
        {...taking.on}
      >
        <ComposerTabs kinds={kinds} kind={kind} onChoose={turnTo} hasDraft={draft.text !== ''} />
        <Recipients ticket={ticket} isNote={isNote} />
        <ComposerText
          ref={text}
          kind={kind}
          draft={draft}
          language={ticket.language}
          onWrite={write}
          onSend={() => send.send()}
          onTurnToNote={kinds.includes('note') ? moveToNote : undefined}
        />
        <BoxFiles files={files} isNote={isNote} isDragging={taking.isDragging} />
        <ComposerFoot
          ticket={ticket}
          kind={kind}
          isSending={send.isSending}
          isEmpty={draft.text.trim() === ''}
          onSend={send.send}
          onMacroText={(words) => text.current?.insert(words)}
          onFiles={files.add}
        />
      </section>
    </div>
  );
}

function kindsFor(ticket: Ticket): Kind[] {
  if (ticket.statusCategory === 'closed') return [];
  const kinds: Kind[] = [];
  if (ticket.can.reply) kinds.push('reply');
  if (ticket.can.note) kinds.push('note');
  return kinds;
}

function CannotWrite({ ticket }: { ticket: Ticket }) {
  const isClosed = ticket.statusCategory === 'closed';
  if (ticket.mergedInto !== null) {
    return (
      <p className="shrink-0 border-t border-line px-6 py-4 text-ink-2">
        {t('What was said here stands in #{number} now.', { number: ticket.mergedInto })}
      </p>
    );
  }
  return (
    <p className="shrink-0 border-t border-line px-6 py-4 text-ink-2">
      {isClosed
        ? t(
            'This ticket is closed. What the customer writes next opens it again or follows it up in a new ticket, as its inbox is set.',
          )
        : t('You may read this ticket, not write in it.')}
    </p>
  );
}
