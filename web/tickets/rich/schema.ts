import { Extension } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import { StarterKit } from '@tiptap/starter-kit';
import { mayBeLinked } from './html.ts';
import { Mention } from './mention.ts';
import { UnfilledMarks } from './unfilled-marks.ts';

/** Tab leaves the box in a list too: these move an item in and out. */
const ListDepth = Extension.create({
  name: 'listDepth',
  addKeyboardShortcuts() {
    return {
      'Mod-]': () => this.editor.commands.sinkListItem('listItem'),
      'Mod-[': () => this.editor.commands.liftListItem('listItem'),
    };
  },
});

/** What may stand in a message: what every mail program shows. All else is dropped when it is pasted or read. */
export function extensions(placeholder: string) {
  return [
    StarterKit.configure({
      heading: false,
      horizontalRule: false,
      trailingNode: false,
      link: {
        openOnClick: false,
        autolink: false,
        isAllowedUri: mayBeLinked,
        HTMLAttributes: { target: null, rel: null },
      },
    }),
    ListDepth,
    Mention,
    UnfilledMarks,
    Placeholder.configure({ placeholder }),
  ];
}
