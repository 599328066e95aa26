import { type KeyboardEvent, type Ref, useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { runCommand } from '../app/commands.ts';
import type { Draft, Kind } from './drafts.ts';
import { MentionList, mentionAria, mentionAt, useMentionable, useMentionKeys } from './mentions.tsx';

type Props = {
  ref: Ref<HTMLTextAreaElement>;
  kind: Kind;
  draft: Draft;
  onWrite: (text: string, mentions?: Draft['mentions']) => void;
  onSend: () => void;
  onTurnToNote: (() => void) | undefined;
};

/** The box itself. `@` names a colleague in a note; in a reply it offers to write a note instead. */
export function ComposerText({ ref, kind, draft, onWrite, onSend, onTurnToNote }: Props) {
  const isNote = kind === 'note';
  const [caret, setCaret] = useState(0);
  const mention = mentionAt(draft.text, caret);
  const people = useMentionable(isNote ? mention : null);
  const list = useMentionKeys(people, (person) => {
    if (mention === null) return;
    const text = `${draft.text.slice(0, mention.start)}@${person.name} ${draft.text.slice(caret)}`;
    onWrite(text, [...draft.mentions.filter(({ id }) => id !== person.id), person]);
    setCaret(mention.start + person.name.length + 2);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || list.takesKey(event)) return;
    if (asksToSend(event)) {
      event.preventDefault();
      onSend();
    }
    if (draft.text === '') opensMacros(event);
    if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <div className="relative">
      <MentionList people={people} active={list.active} onChoose={list.choose} />
      {!isNote && mention !== null && onTurnToNote ? <OfferNote onTurnToNote={onTurnToNote} /> : null}
      <textarea
        ref={ref}
        {...wordsFor(isNote)}
        {...mentionAria(people, list.active)}
        rows={3}
        value={draft.text}
        onChange={(event) => {
          onWrite(event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className="block field-sizing-content max-h-[38vh] min-h-18 w-full resize-none bg-transparent px-4 py-2 text-read leading-[1.55] shadow-none! outline-0"
      />
    </div>
  );
}

function asksToSend({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === 'Enter' && (ctrlKey || metaKey);
}

/** `/` begins no reply to a customer: it asks for the macros, where they are offered. */
function opensMacros(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === '/' && runCommand('macros')) event.preventDefault();
}

function wordsFor(isNote: boolean) {
  return isNote
    ? {
        'aria-label': t('Internal note, only your team sees this'),
        placeholder: t('What should your team know? @ names a colleague'),
      }
    : { 'aria-label': t('Reply to the customer'), placeholder: t('Write to the customer') };
}

function OfferNote({ onTurnToNote }: { onTurnToNote: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-2 text-meta text-ink-2">
      {t('Colleagues are named in notes; the customer would read this.')}
      <Button look="quiet" className="h-6! px-2! text-accent" onPress={onTurnToNote}>
        {t('Write a note instead')}
      </Button>
    </div>
  );
}
