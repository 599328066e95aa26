import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ParkedMail } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button, buttonClasses } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { CheckIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { showToast } from '../../../ui/Toast.tsx';
import { FormTrouble } from '../../app/DeskForm.tsx';
import { fileSize } from '../../app/format.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { Time } from '../../app/Time.tsx';
import { useSaving } from '../../app/use-saving.ts';
import { discardParked, parkedQuery, retryAllParked, retryParked } from '../calls.ts';
import { ParkedEvents } from './parked-events.tsx';
import { causeInWords } from './parked-words.ts';

/** Mail that could not be filed: never lost, explained, tried again or set aside by a person. */
export function ParkedPage() {
  const list = useInfiniteQuery(parkedQuery);
  const [discarding, setDiscarding] = useState<ParkedMail | null>(null);
  const mails = list.data?.pages.flatMap((page) => page.parked) ?? [];
  return (
    <>
      <PageHead
        title={t('Parked mail')}
        lead={t('Mail that the desk could not file. It is kept as it came until you decide.')}
        action={mails.length > 1 ? <RetryAll /> : null}
      />
      {list.isPending ? <Skeleton lines={6} /> : null}
      {list.isSuccess && mails.length === 0 ? (
        <EmptyState icon={<CheckIcon aria-hidden />} title={t('Nothing is parked')}>
          {t('Every mail that came in has its ticket.')}
        </EmptyState>
      ) : null}
      <ul>
        {mails.map((mail) => (
          <Parked key={mail.id} mail={mail} onDiscard={() => setDiscarding(mail)} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button className="mt-4" onPress={() => void list.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
      <ParkedEvents />
      {discarding === null ? null : <DiscardDialog mail={discarding} onClose={() => setDiscarding(null)} />}
    </>
  );
}

/** After the cause of many is mended, nobody wants to press as many buttons. */
function RetryAll() {
  const retry = useSaving({
    act: retryAllParked,
    stale: [keys.parked],
    onDone: ({ retrying }) =>
      showToast({ text: t('{count, plural, one {# mail is} other {# mails are}} tried again', { count: retrying }) }),
  });
  return (
    <Button onPress={() => retry.mutate(undefined)} isDisabled={retry.isPending}>
      {t('Try all again')}
    </Button>
  );
}

function Parked({ mail, onDiscard }: { mail: ParkedMail; onDiscard: () => void }) {
  const retry = useSaving({ act: () => retryParked(mail.id), stale: [keys.parked], done: t('Trying again') });
  return (
    <li className="border-b border-line py-3.5">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-[550] wrap-anywhere">{mail.subject ?? t('No subject')}</span>
        <span className="text-ink-3 wrap-anywhere">{mail.from ?? t('Unknown sender')}</span>
        <Time at={mail.receivedAt} className="ml-auto" />
      </div>
      <p className="mt-1 text-meta text-ink-3">
        {t('{inbox} · {size} · tried {attempts, plural, one {# time} other {# times}}', {
          inbox: mail.inbox.name,
          size: fileSize(mail.size),
          attempts: mail.attempts,
        })}
      </p>
      <p className="mt-1.5 text-danger">{causeInWords(mail)}</p>
      {mail.error === null ? null : <p className="mt-1 font-mono text-meta text-ink-3 wrap-anywhere">{mail.error}</p>}
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        <Button onPress={() => retry.mutate(undefined)} isDisabled={retry.isPending}>
          {t('Try again')}
        </Button>
        <a href={`/api/inbound/${mail.id}/raw`} download className={buttonClasses('quiet', 'hover:bg-sunken')}>
          {t('Download the mail')}
        </a>
        <Button look="quiet" onPress={onDiscard}>
          {t('Discard')}
        </Button>
      </div>
    </li>
  );
}

function DiscardDialog({ mail, onClose }: { mail: ParkedMail; onClose: () => void }) {
  const discard = useSaving({
    act: () => discardParked(mail.id),
    stale: [keys.parked],
    done: t('Discarded'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('Discard this mail?')}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <FormTrouble error={discard.error} />
      <p className="text-ink-2 wrap-anywhere">
        {t(
          '“{subject}” leaves this list and no ticket will be made of it. That you discarded it stands in the audit.',
          {
            subject: mail.subject ?? t('No subject'),
          },
        )}
      </p>
      <Actions>
        <Button onPress={onClose}>{t('Cancel')}</Button>
        <Button look="danger" onPress={() => discard.mutate(undefined)} isDisabled={discard.isPending}>
          {t('Discard')}
        </Button>
      </Actions>
    </Dialog>
  );
}
