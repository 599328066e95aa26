import { useState } from 'react';
import type { Skill } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { addSkill, updateSkill } from '../../assignment/calls.ts';
import { conditionOf, draftOf } from '../../conditions/draft.ts';
import { nameIn } from '../../tickets/words.ts';
import { type DraftNeed, SkillNeedFields } from './skill-needs.tsx';

type Form = { en: string; pt: string; needs: DraftNeed[] };

/** Names a skill in both languages and says which tickets ask for it. */
export function SkillDialog({ skill, onClose }: { skill: Skill | null; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(skill));
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => (skill === null ? addSkill(bodyOf(form)) : updateSkill(skill.id, bodyOf(form))),
    stale: [keys.assignment],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      isWide
      title={skill === null ? t('New skill') : t('Edit {name}', { name: nameIn(skill.name) })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(undefined)} className="flex flex-col gap-5">
        <div className="grid gap-3.5 sm:grid-cols-2">
          <TextField label={t('Name in English')} autoFocus value={form.en} onChange={(en) => set({ en })} />
          <TextField
            label={t('Name in Portuguese')}
            hint={t('One of the two is enough.')}
            value={form.pt}
            onChange={(pt) => set({ pt })}
          />
        </div>
        <SkillNeedFields value={form.needs} onChange={(needs) => set({ needs })} />
        <Actions>
          <Button onPress={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {t('Save')}
          </Button>
        </Actions>
      </DeskForm>
    </Dialog>
  );
}

function formOf(skill: Skill | null): Form {
  const needs = (skill?.needs ?? []).map(({ condition, ...need }) => ({ ...need, condition: draftOf(condition) }));
  return { en: skill?.name.en ?? '', pt: skill?.name['pt-BR'] ?? '', needs };
}

function bodyOf({ en, pt, needs }: Form) {
  return {
    name: { en, 'pt-BR': pt },
    needs: needs.map(({ condition, ...need }) => ({ ...need, condition: conditionOf(condition) })),
  };
}
