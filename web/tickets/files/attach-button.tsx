import { useRef } from 'react';
import { t } from '../../../locales/translate.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { PaperclipIcon } from '../../../ui/icons.ts';
import { useCommands, useKeyHint } from '../../app/commands.ts';

export const attachButtonId = 'attach-files';

/** The way to attach a file that needs neither mouse nor clipboard. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  useCommands('attach', { attach: choose });
  const hint = useKeyHint('attach');
  return (
    <>
      <IconButton id={attachButtonId} label={t('Attach files')} {...hint} onPress={choose}>
        <PaperclipIcon aria-hidden />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        aria-label={t('Attach files')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
