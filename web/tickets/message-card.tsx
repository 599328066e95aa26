import { Suspense } from 'react';
import type { Message } from '../../contract/messages.ts';
import type { Ticket } from '../../contract/tickets.ts';
import { isForward } from '../../domain/quotation/forwards.ts';
import { t } from '../../locales/translate.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { LockIcon } from '../../ui/icons.ts';
import { later } from '../app/later.ts';
import { useMe } from '../app/me.ts';
import { Time } from '../app/Time.tsx';
import { Attachments } from './attachments.tsx';
import { authorName } from './author-name.ts';
import { DeliveryNote } from './delivery-note.tsx';
import { MailFrame } from './mail-frame.tsx';
import { MessageSource } from './message-source.tsx';
import { MessageText } from './message-text.tsx';
import { VerdictBadge } from './verdict-badge.tsx';
import { WholeText } from './whole-text.tsx';
import { WhyButton } from './why-button.tsx';
import { channelName } from './words.ts';

const MessageMenu = later(() => import('./cases/message-menu.tsx').then((it) => it.MessageMenu));

/** One message. A note never looks like a reply: yellow, a lock, and who alone sees it. */
export function MessageCard({ message, ticket }: { message: Message; ticket: Ticket }) {
  const isNote = message.kind === 'note';
  const me = useMe();
  const isMine = message.author.agent?.id === me.id;
  const name = isMine ? t('You') : authorName(message);
  return (
    <article
      id={`message-${message.id}`}
      aria-label={isNote ? t('Internal note by {name}', { name }) : t('Message by {name}', { name })}
      className="grid max-w-[760px] grid-cols-[30px_minmax(0,1fr)] gap-3"
    >
      <Avatar size="m" name={authorName(message)} isAccent={isMine} />
      <div
        className={classes('min-w-0', isNote && 'rounded-m border border-l-4 border-note-line bg-note px-3.5 py-2.5')}
      >
        <header className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-ink-3">
          <span className="text-ui font-semibold text-ink">{name}</span>
          {isNote ? <NoteMark /> : <span>{howItCame(message)}</span>}
          {message.direction === 'in' ? <VerdictBadge verdict={message.verdict} /> : null}
          <WrittenIn number={message.writtenIn} />
          {message.isAutomatic ? <span>{t('written by a machine')}</span> : null}
          <Time at={message.createdAt} />
          <DeliveryNote message={message} ticket={ticket} />
          <MessageSource message={message} />
          {isWorthSaying(message.reason) ? <WhyButton reasons={[message.reason]} /> : null}
          <MayBeSplit message={message} ticket={ticket} />
          {message.cc.length > 0 ? <span>{t('copy to {addresses}', { addresses: message.cc.join(', ') })}</span> : null}
        </header>
        {message.hasHtml ? (
          <MailFrame messageId={message.id} name={name} />
        ) : (
          <MessageText text={message.text} isForward={wasSentOn(message, ticket)} />
        )}
        <WholeText message={message} />
        <Attachments attachments={message.attachments} />
      </div>
    </article>
  );
}

function MayBeSplit({ message, ticket }: { message: Message; ticket: Ticket }) {
  if (!ticket.can.update || message.state !== 'posted' || ticket.messageCount < 2) return null;
  return (
    <Suspense fallback={<span className="size-6" />}>
      <MessageMenu message={message} ticket={ticket} />
    </Suspense>
  );
}

/** Later messages stand under the subject of the first. */
function wasSentOn(message: Message, ticket: Ticket): boolean {
  return message.createdAt === ticket.createdAt && isForward(ticket.subject);
}

/** That a first message opened its ticket is said where the opening is shown. */
function isWorthSaying(reason: Message['reason']): reason is NonNullable<Message['reason']> {
  return reason !== null && reason.code !== 'new_ticket';
}

/** It came with another ticket that was merged into this one. */
function WrittenIn({ number }: { number: number | null }) {
  return number === null ? null : <span>{t('from #{number}', { number })}</span>;
}

function NoteMark() {
  return (
    <span className="inline-flex items-center gap-1 font-semibold text-warn">
      <LockIcon aria-hidden className="size-3.25" />
      {t('internal note, only your team sees this')}
    </span>
  );
}

function howItCame(message: Message): string {
  const channel = channelName(message.channel);
  return message.direction === 'out' ? t('reply by {channel}', { channel }) : t('by {channel}', { channel });
}
