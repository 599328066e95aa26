import { useRef, useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon, CopyIcon } from '../../ui/icons.ts';

/** Something to take along: selected when it gets the focus, copied by its button. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    // Browsers hide the clipboard from pages over plain http; there the words stay selected for Ctrl C.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className="flex items-center gap-2">
      <input
        ref={field}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="control h-9 min-w-0 flex-1 px-2.5 font-mono text-meta"
      />
      <Button className="h-9!" onPress={() => void copy()}>
        {isCopied ? <CheckIcon aria-hidden className="size-4" /> : <CopyIcon aria-hidden className="size-4" />}
        {isCopied ? t('Copied') : t('Copy')}
      </Button>
    </div>
  );
}
