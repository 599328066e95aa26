import './rich.css';
import type { Editor } from '@tiptap/core';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { runCommand } from '../../app/commands.ts';
import { asksToSend, type BoxProps, wordsFor } from '../composer-box.ts';
import { MentionList, mentionAria, mentionAt, OfferNote, useMentionable, useMentionKeys } from '../mentions.tsx';
import { FormatBar } from './format-bar.tsx';
import { insertText, useEditor } from './use-editor.ts';

type Naming = { start: number; from: number; to: number; typed: string };

type Props = BoxProps & { takeCaret: () => number | null };

/** Where replies and notes are written, with formatting: bold, lists, quotations, code, links. */
export function RichBox({ ref, takeCaret, ...props }: Props) {
  const { kind, draft, language, onWrite, onSend, onTurnToNote } = props;
  const isNote = kind === 'note';
  const host = useRef<HTMLDivElement>(null);
  const [naming, setNaming] = useState<Naming | null>(null);
  const people = useMentionable(isNote ? naming : null);
  const list = useMentionKeys(people, (person) => {
    if (editor === null || naming === null) return;
    const mention = { type: 'mention', attrs: { id: person.id, label: person.name } };
    editor.commands.insertContentAt({ from: naming.from, to: naming.to }, [mention, { type: 'text', text: ' ' }]);
  });
  const words = wordsFor(isNote);
  const editor = useEditor(host, {
    draft,
    takeCaret,
    placeholder: words.placeholder,
    attributes: {
      class:
        'rich block max-h-[38vh] min-h-18 w-full overflow-y-auto px-4 py-2 text-read leading-[1.55] shadow-none! outline-0',
      'aria-label': words['aria-label'],
      'aria-multiline': 'true',
      'aria-placeholder': words.placeholder,
      spellcheck: 'true',
      ...(language === null ? {} : { lang: language }),
    },
    onWrite,
    onKeyDown: (event, here) => {
      if (list.takesKey(event) || opensMacros(event, here)) return true;
      if (asksToSend(event)) {
        event.preventDefault();
        onSend();
        return true;
      }
      if (event.key === 'Escape') here.view.dom.blur();
      // Left to the browser, which goes on to the next thing on the page.
      return event.key === 'Escape' || event.key === 'Tab';
    },
  });
  useNaming(editor, setNaming);
  useListAria(editor, mentionAria(people, list.active));
  useImperativeHandle(
    ref,
    () => ({
      focus: () => editor?.view.focus(),
      insert: (text) => editor && insertText(editor, text),
    }),
    [editor],
  );
  return (
    <div className="relative">
      <MentionList people={people} active={list.active} onChoose={list.choose} />
      {!isNote && naming !== null && onTurnToNote ? <OfferNote onTurnToNote={onTurnToNote} /> : null}
      <div ref={host} />
      {editor === null ? null : <FormatBar editor={editor} />}
    </div>
  );
}

/** `/` begins no line to a customer: it asks for the macros, where they are offered. Code may begin with it. */
function opensMacros(event: KeyboardEvent, { state: { selection } }: Editor): boolean {
  const { $from, empty } = selection;
  const isFresh = empty && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  if (event.key !== '/' || !isFresh || !runCommand('macros')) return false;
  event.preventDefault();
  return true;
}

/** Follows the `@word` the caret stands in. */
function useNaming(editor: Editor | null, setNaming: (naming: Naming | null) => void): void {
  useEffect(() => {
    if (editor === null) return;
    const look = () => setNaming(namingIn(editor));
    editor.on('transaction', look);
    return () => void editor.off('transaction', look);
  }, [editor, setNaming]);
}

function namingIn({ state: { selection } }: Editor): Naming | null {
  const { $from, empty } = selection;
  if (!empty || $from.parent.type.spec.code) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, (leaf) =>
    leaf.type.name === 'hardBreak' ? '\n' : '\ufffc',
  );
  const mention = mentionAt(before, before.length);
  return mention && { ...mention, from: $from.start() + mention.start, to: $from.pos };
}

/** How the box tells a screen reader about the list: it is the editor's element, not one of React's. */
function useListAria(editor: Editor | null, aria: Record<string, string | undefined>): void {
  const text = JSON.stringify(aria);
  useLayoutEffect(() => {
    const element = editor?.view.dom;
    const told = Object.entries(JSON.parse(text) as Record<string, string>);
    for (const [name, value] of told) element?.setAttribute(name, value);
    return () => {
      for (const [name] of told) element?.removeAttribute(name);
    };
  }, [editor, text]);
}
