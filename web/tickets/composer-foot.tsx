import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { SplitButton } from '../../ui/SplitButton.tsx';
import { KeyHint } from '../app/KeyHint.tsx';
import { later } from '../app/later.ts';
import { statusesQuery } from './calls.ts';
import type { Kind } from './drafts.ts';
import { AttachButton } from './files/attach-button.tsx';
import { nameIn } from './words.ts';

const MacroButton = later(() => import('./macro-button.tsx').then((it) => it.MacroButton));

type Props = {
  ticket: Ticket;
  kind: Kind;
  isSending: boolean;
  isEmpty: boolean;
  onSend: (status?: string) => void;
  onMacroText: (text: string) => void;
  onFiles: (files: File[]) => void;
};

/** The button names the act: a reply is sent, a note is added. */
export function ComposerFoot({ ticket, kind, isSending, isEmpty, onSend, onMacroText, onFiles }: Props) {
  const { data: statuses = [] } = useQuery(statusesQuery);
  const isDisabled = isSending || isEmpty;
  const offered = statuses.filter(
    ({ slug, category }) => category !== 'new' && category !== 'closed' && slug !== ticket.status,
  );
  return (
    <div className="flex items-center gap-2 px-2 pb-2">
      <span className="flex items-center gap-1.5 pl-2 text-meta text-ink-3 max-sm:hidden">
        <KeyHint of="send" />
        {kind === 'note' ? t('adds the note') : t('sends')}
      </span>
      {kind === 'reply' ? (
        <Suspense>
          <MacroButton number={ticket.number} onText={onMacroText} />
        </Suspense>
      ) : null}
      <AttachButton onFiles={onFiles} />
      <span className="flex-1" />
      {kind === 'note' ? (
        <Button look="plain" isDisabled={isDisabled} onPress={() => onSend()} className="border-note-line!">
          {t('Add note')}
        </Button>
      ) : (
        <SplitButton
          label={t('Send reply')}
          menuLabel={t('Send reply with another status')}
          isDisabled={isDisabled}
          onPress={() => onSend()}
          entries={offered.map(({ slug, name }) => ({
            id: slug,
            label: t('Send, status: {status}', { status: nameIn(name) }),
            onAction: () => onSend(slug),
          }))}
        />
      )}
    </div>
  );
}
