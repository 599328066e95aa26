import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { areSingleKeysOn, keyName, switchSingleKeys, useAllCommands } from './commands.ts';

/** Every command that has a key here and now, drawn from the one list. */
export function KeysDialog(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const commands = useAllCommands();
  const [isOn, setOn] = useState(areSingleKeysOn);
  const change = (next: boolean) => {
    switchSingleKeys(next);
    setOn(next);
  };
  return (
    <Dialog title={t('Keys')} closeLabel={t('Close')} {...props}>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1.5">
        {commands.map((command) => (
          <div key={command.id} className="contents">
            <dt className="text-ink-2">{command.label}</dt>
            <dd className="flex gap-1">
              {command.keys.map((keys) => (
                <Kbd key={keys}>{keyName(keys)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
        <dt className="text-ink-2">{t('Send the message')}</dt>
        <dd>
          <Kbd>{keyName('$mod+Enter')}</Kbd>
        </dd>
      </dl>
      <div className="mt-4 border-t border-line pt-3">
        <Checkbox isSelected={isOn} onChange={change}>
          {t('Single keys act outside fields')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
