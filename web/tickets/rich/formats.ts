import type { Editor } from '@tiptap/core';
import type { ComponentType } from 'react';
import { t } from '../../../locales/translate.ts';
import {
  BoldIcon,
  CodeBlockIcon,
  CodeIcon,
  ItalicIcon,
  ListIcon,
  ListOrderedIcon,
  QuoteIcon,
  StrikeIcon,
  UnderlineIcon,
} from '../../../ui/writing-icons.ts';

type Format = {
  /** The schema's name of it. */
  id: string;
  label: () => string;
  keys: string;
  ariaKeys: string;
  Icon: ComponentType<{ 'aria-hidden': boolean }>;
  run: (editor: Editor) => boolean;
};

/** The buttons of the bar, in their order. The keys are the editor's own. */
export const formats: Format[] = [
  {
    id: 'bold',
    label: () => t('Bold'),
    ...withKey('B'),
    Icon: BoldIcon,
    run: ({ commands }) => commands.toggleBold(),
  },
  {
    id: 'italic',
    label: () => t('Italic'),
    ...withKey('I'),
    Icon: ItalicIcon,
    run: ({ commands }) => commands.toggleItalic(),
  },
  {
    id: 'underline',
    label: () => t('Underline'),
    ...withKey('U'),
    Icon: UnderlineIcon,
    run: ({ commands }) => commands.toggleUnderline(),
  },
  {
    id: 'strike',
    label: () => t('Strikethrough'),
    ...withKey('Shift+S'),
    Icon: StrikeIcon,
    run: ({ commands }) => commands.toggleStrike(),
  },
  {
    id: 'bulletList',
    label: () => t('Bulleted list'),
    ...withKey('Shift+8'),
    Icon: ListIcon,
    run: ({ commands }) => commands.toggleBulletList(),
  },
  {
    id: 'orderedList',
    label: () => t('Numbered list'),
    ...withKey('Shift+7'),
    Icon: ListOrderedIcon,
    run: ({ commands }) => commands.toggleOrderedList(),
  },
  {
    id: 'blockquote',
    label: () => t('Quotation'),
    ...withKey('Shift+B'),
    Icon: QuoteIcon,
    run: ({ commands }) => commands.toggleBlockquote(),
  },
  { id: 'code', label: () => t('Code'), ...withKey('E'), Icon: CodeIcon, run: ({ commands }) => commands.toggleCode() },
  {
    id: 'codeBlock',
    label: () => t('Block of code'),
    ...withKey('Alt+C'),
    Icon: CodeBlockIcon,
    run: ({ commands }) => commands.toggleCodeBlock(),
  },
];

function withKey(key: string) {
  return { keys: `$mod+${key}`, ariaKeys: `Control+${key}` };
}
