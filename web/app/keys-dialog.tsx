import { useState } from 'react';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { type CommandId, commandIds, listedCommand } from './command-list.ts';
import { areSingleKeysOn, switchSingleKeys, useOwnKeys } from './commands.ts';
import { useKeepKeys } from './keep-keys.ts';
import { KeyRow } from './key-row.tsx';

/** Every command that has a key, by where it acts; here each gets another. */
export function KeysDialog(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const [isOn, setOn] = useState(areSingleKeysOn);
  const [changing, change] = useState<CommandId | null>(null);
  const own = useOwnKeys();
  const keep = useKeepKeys();
  const turn = (next: boolean) => {
    switchSingleKeys(next);
    setOn(next);
  };
  const groups = [
    { where: 'anywhere', title: t('Anywhere') },
    { where: 'list', title: t('In the list') },
    { where: 'ticket', title: t('In a ticket') },
  ] as const;
  return (
    <Dialog title={t('Keys')} closeLabel={t('Close')} {...props}>
      <p className="mb-3 text-pretty text-ink-3">
        {t('They act outside of fields. Choose a key to give it another; your choice goes with you to every device.')}
      </p>
      {groups.map(({ where, title }) => (
        <section key={where} aria-label={title} className="mt-4 first-of-type:mt-0">
          <h3 className="pb-1 text-meta text-ink-3">{title}</h3>
          <ul>
            {commandIds
              .filter((id) => listedCommand(id).where === where)
              .map((id) => (
                <KeyRow
                  key={id}
                  id={id}
                  isChanging={changing === id}
                  onChange={() => change(id)}
                  onKeep={(keys) => [change(null), keep(keys === null ? without(own, id) : { ...own, [id]: keys })]}
                  onLeave={() => change(null)}
                />
              ))}
          </ul>
        </section>
      ))}
      <div className="mt-4 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
        <Checkbox isSelected={isOn} onChange={turn}>
          {t('Single keys act outside fields')}
        </Checkbox>
        {Object.keys(own).length === 0 ? null : (
          <Button look="quiet" onPress={() => keep({})}>
            {t('Usual keys for all')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function without<Value>(all: Partial<Record<string, Value>>, id: string): Partial<Record<string, Value>> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key !== id));
}
