import { useState } from 'react';
import type { Macro } from '../../contract/macros.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Actions, Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { DeskForm } from '../app/DeskForm.tsx';
import { keys } from '../app/queries.ts';
import { useSaving } from '../app/use-saving.ts';
import type { ChoicesOf } from '../conditions/choices.ts';
import { TemplateField } from '../templates/template-field.tsx';
import { ActionsField, actionOfDraft, draftAction } from './actions-field.tsx';
import { addMacro, updateMacro } from './macro-calls.ts';

type Props = {
  /** The one that is changed; null: a new one. */
  macro: Macro | null;
  /** A new one is everybody's, or the agent's own. */
  isShared: boolean;
  choicesOf: ChoicesOf;
  /** Params of these kinds name what only an admin may list: actions with them are not offered. */
  without?: readonly string[];
  onClose: () => void;
};

/** Makes a macro or changes it: its text in each language and what it does. */
export function MacroDialog({ macro, isShared, choicesOf, without, onClose }: Props) {
  const [name, setName] = useState(macro?.name ?? '');
  const [texts, setTexts] = useState<Record<string, string>>(macro?.texts ?? {});
  const [actions, setActions] = useState(() => (macro?.actions ?? []).map(draftAction));
  const isTextless = Object.keys(texts).length === 0;
  const body = { name, texts: isTextless ? null : texts, actions: actions.map(actionOfDraft) };
  const save = useSaving({
    act: () => (macro === null ? addMacro({ ...body, isShared }) : updateMacro(macro.id, body)),
    stale: [keys.macros],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      isWide
      title={titleOf(macro, isShared)}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        <TextField label={t('Name')} isRequired autoFocus value={name} onChange={setName} />
        <TemplateField label={t('Text for the reply')} value={texts} onChange={setTexts} />
        <ActionsField
          label={t('What it does to the ticket')}
          of="macro"
          value={actions}
          choicesOf={choicesOf}
          onChange={setActions}
          {...(without && { without })}
        />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending || (isTextless && actions.length === 0)}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function titleOf(macro: Macro | null, isShared: boolean): string {
  if (macro !== null) return t('Edit {name}', { name: macro.name });
  return isShared ? t('New macro') : t('New macro of your own');
}
