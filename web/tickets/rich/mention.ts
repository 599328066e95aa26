import { Node } from '@tiptap/core';

const agentId = /^[0-9a-f-]{36}$/;

/** A colleague named in the text: one piece with their id, so that deleting it unnames them. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({
    id: {
      default: null,
      parseHTML: (element) => element.dataset.mention,
      renderHTML: ({ id }) => ({ 'data-mention': id }),
    },
    label: {
      default: '',
      parseHTML: (element) => element.dataset.name,
      renderHTML: ({ label }) => ({ 'data-name': label }),
    },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-mention]',
      getAttrs: ({ dataset: { mention = '', name = '' } }) =>
        agentId.test(mention) && name !== '' && name.length <= 200 ? null : false,
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => ['span', HTMLAttributes, `@${node.attrs.label}`],
  renderText: ({ node }) => `@${node.attrs.label}`,
});
