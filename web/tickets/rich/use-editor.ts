import { Editor } from '@tiptap/core';
import { DOMParser, type Schema, Slice } from '@tiptap/pm/model';
import { EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorProps } from '@tiptap/pm/view';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Draft, lookOf, type Words } from '../drafts.ts';
import type { Piece } from './document.ts';
import { documentOf, placeOf, textOf } from './plain.ts';
import { pastedHtml, readHtml } from './reading.ts';
import { extensions } from './schema.ts';
import { wordsIn } from './words.ts';

type Given = {
  draft: Draft;
  placeholder: string;
  attributes: Record<string, string>;
  /** Where in the text the caret stood in the box before this one, if somebody was writing there; told once. */
  takeCaret: () => number | null;
  onWrite: (words: Words) => void;
  /** True where the key was meant for something else than the text. */
  onKeyDown: (event: KeyboardEvent, editor: Editor) => boolean;
};

/** The editor in its place on the page. It keeps its own document; what the draft says otherwise replaces that. */
export function useEditor(host: RefObject<HTMLElement | null>, given: Given): Editor | null {
  const latest = useRef(given);
  latest.current = given;
  const shown = useRef('');
  const [editor, setEditor] = useState<Editor | null>(null);

  useLayoutEffect(() => {
    const { draft, placeholder, attributes, takeCaret } = latest.current;
    const made = new Editor({
      element: host.current,
      extensions: extensions(placeholder),
      injectCSS: false,
      // What is pasted was written elsewhere: stars and underscores in it are its own.
      enablePasteRules: false,
      editorProps: { ...reading, attributes, handleDOMEvents: { keydown: (_, event) => onKeyDown(event) } },
      onUpdate: () => {
        const words = wordsIn(made.getJSON() as Piece);
        shown.current = lookOf(words);
        latest.current.onWrite(words);
      },
    });
    const onKeyDown = (event: KeyboardEvent) =>
      !event.isComposing && !made.view.composing && latest.current.onKeyDown(event, made);
    show(made, draft);
    shown.current = lookOf(draft);
    const caret = takeCaret();
    if (caret !== null) takeOver(made, draft, caret);
    setEditor(made);
    return () => made.destroy();
  }, [host]);

  useLayoutEffect(() => {
    if (editor === null || editor.isDestroyed || lookOf(given.draft) === shown.current) return;
    shown.current = lookOf(given.draft);
    show(editor, given.draft);
  });
  return editor;
}

/** Puts plain words in where the caret stands. */
export function insertText({ view }: Editor, words: string): void {
  view.dispatch(view.state.tr.replaceSelection(sliceOf(view.state.schema, words)).scrollIntoView());
}

/** A document of its own: undoing never brings back what was sent, or what stood in another box. */
function show(editor: Editor, { text, html, mentions }: Draft): void {
  const { schema, plugins } = editor.state;
  const doc =
    html === undefined
      ? schema.nodeFromJSON(documentOf(text, mentions))
      : DOMParser.fromSchema(schema).parse(readHtml(html));
  editor.view.updateState(EditorState.create({ schema, doc, plugins, selection: Selection.atEnd(doc) }));
  editor.emit('transaction', { editor, transaction: editor.state.tr, appendedTransactions: [] });
}

function takeOver({ view }: Editor, { text, html }: Draft, caret: number): void {
  const { doc, tr } = view.state;
  const place = html === undefined ? Math.min(placeOf(text, caret), doc.content.size - 1) : doc.content.size - 1;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(place), -1)));
  view.focus();
}

/** Text goes in and out line by line; what is pasted is turned for the schema first. */
const reading: EditorProps = {
  transformPastedHTML: pastedHtml,
  clipboardTextParser: (text, $at) => sliceOf($at.doc.type.schema, text),
  clipboardTextSerializer: ({ content }) => textOf({ type: 'doc', content: content.toJSON() ?? [] }),
};

function sliceOf(schema: Schema, text: string): Slice {
  return new Slice(schema.nodeFromJSON(documentOf(text)).content, 1, 1);
}
