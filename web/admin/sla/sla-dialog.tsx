import { useState } from 'react';
import type { SlaPolicy } from '../../../contract/sla.ts';
import { t } from '../../../locales/translate.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { ConditionBuilder } from '../../conditions/condition-builder.tsx';
import { statusName } from '../../tickets/words.ts';
import { addPolicy, updatePolicy } from '../calls.ts';
import { CheckList } from '../check-list.tsx';
import { type PolicyForm, policyBody, policyForm } from './sla-form.ts';
import { type SlaChange, useMoves } from './sla-moves.ts';
import { MovingActions } from './sla-moves-actions.tsx';
import { TargetFields } from './sla-targets.tsx';
import { WarningFields } from './sla-warnings.tsx';

const mayPause = ['new', 'open', 'pending', 'on_hold'];

/** Makes a policy or changes it: for which tickets, what is promised, when the clock rests, when to warn. */
export function PolicyDialog({ policy, onClose }: { policy: SlaPolicy | null; onClose: () => void }) {
  const [form, setForm] = useState(() => policyForm(policy));
  const set = (change: Partial<PolicyForm>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => (policy === null ? addPolicy(policyBody(form)) : updatePolicy(policy.id, policyBody(form))),
    stale: [keys.slaPolicies],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const moving = useMoves(() => save.mutate(undefined));
  const { name: _, warnings: __, ...moved } = policyBody(form);
  const change: SlaChange = { change: 'policy', id: policy?.id ?? null, policy: moved };
  return (
    <Dialog
      isOpen
      isWide
      title={policy === null ? t('New policy') : t('Edit {name}', { name: policy.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={moving.error ?? save.error} onSubmit={() => moving.save(change)} className="flex flex-col gap-5">
        <TextField label={t('Name')} isRequired autoFocus value={form.name} onChange={(name) => set({ name })} />
        <ConditionBuilder
          label={t('For which tickets')}
          place="sql"
          value={form.condition}
          onChange={(condition) => set({ condition })}
        />
        <TargetFields value={form.targets} onChange={(targets) => set({ targets })} />
        <PauseAndWarning form={form} set={set} />
        <Checkbox isSelected={form.isEnabled} onChange={(isEnabled) => set({ isEnabled })}>
          {t('This policy is on')}
        </Checkbox>
        <MovingActions moving={moving} change={change} isBusy={save.isPending} onClose={onClose} />
      </DeskForm>
    </Dialog>
  );
}

function PauseAndWarning({ form, set }: { form: PolicyForm; set: (change: Partial<PolicyForm>) => void }) {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <CheckList
        label={t('The solution waits while the ticket is')}
        choices={mayPause.map((id) => ({ id, name: statusName(id, undefined) }))}
        value={form.pausesIn}
        onChange={(pausesIn) => set({ pausesIn })}
      />
      <WarningFields value={form.warnings} onChange={(warnings) => set({ warnings })} />
    </div>
  );
}
