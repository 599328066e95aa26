import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { Toolbar } from 'react-aria-components/Toolbar';
import { t } from '../../../locales/translate.ts';
import { ToolButton } from '../../../ui/ToolButton.tsx';
import { TypeIcon } from '../../../ui/writing-icons.ts';
import { keyName } from '../../app/key-words.ts';
import { formats } from './formats.ts';
import { LinkButton } from './link-button.tsx';

/** What the text may look like. On a telephone it waits behind one button. */
export function FormatBar({ editor }: { editor: Editor }) {
  const [isOpen, setOpen] = useState(false);
  const active = useActive(editor);
  const folded = isOpen ? '' : 'max-sm:hidden';
  return (
    <Toolbar aria-label={t('Formatting')} className="flex flex-wrap items-center gap-0.5 px-2.5 pb-1">
      <ToolButton label={t('Formatting')} isOn={isOpen} onPress={() => setOpen(!isOpen)} className="sm:hidden">
        <TypeIcon aria-hidden />
      </ToolButton>
      {formats.map(({ id, label, keys, ariaKeys, Icon, run }) => (
        <ToolButton
          key={id}
          label={label()}
          shortcut={keyName(keys)}
          keys={ariaKeys}
          isOn={active.has(id)}
          onPress={() => {
            run(editor);
            editor.view.focus();
          }}
          className={folded}
        >
          <Icon aria-hidden />
        </ToolButton>
      ))}
      <LinkButton editor={editor} isOn={active.has('link')} className={folded} />
    </Toolbar>
  );
}

/** What the caret stands in. The page is drawn anew only where that changes. */
function useActive(editor: Editor): Set<string> {
  const [active, setActive] = useState('');
  useEffect(() => {
    const look = () =>
      setActive([...formats.map(({ id }) => id), 'link'].filter((id) => editor.isActive(id)).join(' '));
    look();
    editor.on('transaction', look);
    return () => void editor.off('transaction', look);
  }, [editor]);
  return new Set(active.split(' '));
}
