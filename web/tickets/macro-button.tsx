import { Suspense, useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { BoltIcon } from '../../ui/icons.ts';
import { useCommands, useKeyHint } from '../app/commands.ts';
import { later } from '../app/later.ts';

const MacroPicker = later(() => import('../automation/macro-picker.tsx').then((it) => it.MacroPicker));

/** Opens the macros; what the chosen one writes is handed on. */
export function MacroButton({ number, onText }: { number: number; onText: (text: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  useCommands('macros', { macros: () => setOpen(true) });
  const { 'aria-keyshortcuts': keys } = useKeyHint('macros');
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)} aria-keyshortcuts={keys}>
        <BoltIcon aria-hidden className="size-4" />
        {t('Macros')}
      </Button>
      {isOpen ? (
        <Suspense>
          <MacroPicker number={number} onText={onText} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
