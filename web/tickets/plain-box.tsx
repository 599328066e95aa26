import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { runCommand } from '../app/commands.ts';
import { asksToSend, type BoxProps, wordsFor } from './composer-box.ts';
import { lookOf, withMore } from './drafts.ts';
import { MentionList, mentionAria, mentionAt, OfferNote, useMentionable, useMentionKeys } from './mentions.tsx';

type Props = BoxProps & { area: RefObject<HTMLTextAreaElement | null> };

/** A plain box, there at once: until the editor has come, and where it does not come. */
export function PlainBox({ ref, area, kind, draft, language, onWrite, onSend, onTurnToNote }: Props) {
  const isNote = kind === 'note';
  const [caret, setCaret] = useState(0);
  const before = useRef({ draft, written: lookOf(draft) });
  if (lookOf(draft) !== before.current.written) before.current = { draft, written: lookOf(draft) };
  const write = (text: string, mentions = draft.mentions) => {
    const words = { ...withMore(before.current.draft, text), mentions };
    before.current.written = lookOf(words);
    onWrite(words);
  };
  useImperativeHandle(ref, () => ({
    focus: () => area.current?.focus(),
    insert: (words) => {
      const at = area.current?.selectionEnd ?? draft.text.length;
      write(`${draft.text.slice(0, at)}${words}${draft.text.slice(at)}`);
    },
  }));
  const mention = mentionAt(draft.text, caret);
  const people = useMentionable(isNote ? mention : null);
  const list = useMentionKeys(people, (person) => {
    if (mention === null) return;
    const text = `${draft.text.slice(0, mention.start)}@${person.name} ${draft.text.slice(caret)}`;
    write(text, [...draft.mentions.filter(({ id }) => id !== person.id), person]);
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
        ref={area}
        {...wordsFor(isNote)}
        {...mentionAria(people, list.active)}
        lang={language ?? undefined}
        rows={3}
        value={draft.text}
        onChange={(event) => {
          write(event.target.value);
          setCaret(event.target.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className="block field-sizing-content max-h-[38vh] min-h-18 w-full resize-none bg-transparent px-4 py-2 text-read leading-[1.55] shadow-none! outline-0"
      />
      <div aria-hidden className="h-8" />
    </div>
  );
}

/** `/` begins no reply to a customer: it asks for the macros, where they are offered. */
function opensMacros(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === '/' && runCommand('macros')) event.preventDefault();
}
