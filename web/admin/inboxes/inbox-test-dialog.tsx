import { useQuery } from '@tanstack/react-query';
import type { Inbox, InboxTest } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { AlertIcon, CheckIcon, ClockIcon, MinusIcon } from '../../../ui/icons.ts';
import { sentenceFor } from '../../app/sentences.ts';
import { testInbox } from '../calls.ts';
import { testWord } from './connection-words.ts';

type Step = InboxTest['send'];

/** Four ticks: the desk writes a mail to this inbox and waits for it to come back. */
export function InboxTestDialog({ inbox, onClose }: { inbox: Inbox; onClose: () => void }) {
  const test = useQuery({
    queryKey: ['inbox test', inbox.id],
    queryFn: () => testInbox(inbox.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const isRunning = test.isFetching;
  const steps = stepsOf(isRunning ? undefined : test.data);
  return (
    <Dialog
      isOpen
      title={t('Test {name}', { name: inbox.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <p className="mb-3 text-ink-2">
        {t('The desk writes a mail to this inbox and waits until it comes back. No ticket is made of it.')}
      </p>
      <ol className="flex flex-col gap-2.5" aria-busy={isRunning}>
        {steps.map(({ name, step }) => (
          <Tick key={name} name={name} step={step} isRunning={isRunning} />
        ))}
      </ol>
      <p role="status" className="mt-3 min-h-5 text-meta text-ink-3">
        {isRunning ? t('This can take a minute.') : summary(steps.map(({ step }) => step))}
      </p>
      {test.error === null ? null : (
        <p role="alert" className="text-danger">
          {sentenceFor(test.error)}
        </p>
      )}
      <Actions>
        <Button onPress={() => void test.refetch()} isDisabled={isRunning}>
          {t('Test again')}
        </Button>
        <Button look="primary" onPress={onClose}>
          {t('Close')}
        </Button>
      </Actions>
    </Dialog>
  );
}

function stepsOf(test: InboxTest | undefined): { name: string; step: Step }[] {
  return [
    { name: t('Connect'), step: test?.connect ?? null },
    { name: t('Send'), step: test?.send ?? null },
    { name: t('Receive'), step: test?.receive ?? null },
    { name: t('Thread'), step: test?.thread ?? null },
  ];
}

function summary(steps: Step[]): string {
  return steps.every((step) => step?.isWell) ? t('Everything works.') : t('Not everything works yet.');
}

function Tick({ name, step, isRunning }: { name: string; step: Step; isRunning: boolean }) {
  return (
    <li className="flex items-start gap-2.5 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
      <Mark step={step} isRunning={isRunning} />
      <span className="min-w-0">
        <span className="block font-[550]">{name}</span>
        {step === null ? null : (
          <span className={`block text-meta wrap-anywhere ${step.isWell ? 'text-ink-3' : 'text-danger'}`}>
            {testWord(step)}
          </span>
        )}
      </span>
    </li>
  );
}

function Mark({ step, isRunning }: { step: Step; isRunning: boolean }) {
  if (step === null) {
    return isRunning ? (
      <ClockIcon aria-label={t('under way')} className="text-ink-3" />
    ) : (
      <MinusIcon aria-label={t('not tried')} className="text-ink-3" />
    );
  }
  return step.isWell ? (
    <CheckIcon aria-label={t('works')} className="text-good" />
  ) : (
    <AlertIcon aria-label={t('does not work')} className="text-danger" />
  );
}
