import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { unfilledPlaces } from '../../../domain/unfilled.ts';

/** Shows the variables that nobody filled in yet, before they are sent so. */
export const UnfilledMarks = Extension.create({
  name: 'unfilledMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      state: {
        init: (_, { doc }) => marksIn(doc),
        apply: (tr, shown) => (tr.docChanged ? marksIn(tr.doc) : shown),
      },
      props: {
        decorations(state) {
          return this.getState(state);
        },
      },
    }),
  ],
});

function marksIn(doc: Node): DecorationSet {
  const marks: Decoration[] = [];
  doc.descendants((block, at) => {
    if (!block.isTextblock) return;
    // One letter per place that is no letter, so that what is found stands where it is found.
    const text = block.textBetween(0, block.content.size, undefined, '\ufffc');
    for (const { from, to } of unfilledPlaces(text))
      marks.push(Decoration.inline(at + 1 + from, at + 1 + to, { class: 'unfilled' }));
  });
  return DecorationSet.create(doc, marks);
}
