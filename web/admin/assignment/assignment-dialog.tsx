import { useState } from 'react';
import type { TeamAssignment } from '../../../contract/assignment.ts';
import { type AssignmentMethod, assignmentMethods } from '../../../domain/assignment/candidate.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { RadioList } from '../../../ui/RadioList.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { setTeamAssignment } from '../../assignment/calls.ts';
import { methodMeaning, methodName } from './assignment-words.ts';

type Form = Omit<TeamAssignment, 'team' | 'absentMinutes' | 'silentMinutes'> & { absent: string; silent: string };
type Set = (change: Partial<Form>) => void;

/** How one team gives out its tickets, and when they go back. */
export function AssignmentDialog({ assignment, onClose }: { assignment: TeamAssignment; onClose: () => void }) {
  const { team, absentMinutes, silentMinutes, ...rest } = assignment;
  const [form, setForm] = useState<Form>({ ...rest, absent: typed(absentMinutes), silent: typed(silentMinutes) });
  const set: Set = (change) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: ({ absent, silent, ...fields }: Form) =>
      setTeamAssignment(team.id, { ...fields, absentMinutes: minutesOf(absent), silentMinutes: minutesOf(silent) }),
    stale: [keys.assignment],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  return (
    <Dialog
      isOpen
      title={t('Edit {name}', { name: team.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => save.mutate(form)}>
        <RadioList
          label={t('How tickets are given out')}
          choices={assignmentMethods.map((id) => ({ id, label: methodName(id), hint: methodMeaning(id) }))}
          value={form.method}
          onChange={(method) => set({ method: method as AssignmentMethod })}
        />
        {form.method === 'manual' ? null : <MoreFields form={form} set={set} />}
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

function MoreFields({ form, set }: { form: Form; set: Set }) {
  return (
    <>
      <Checkbox isSelected={form.prefersPreviousAgent} onChange={(is) => set({ prefersPreviousAgent: is })}>
        {t('Prefer who answered this customer before')}
      </Checkbox>
      <fieldset className="flex min-w-0 flex-col gap-3">
        <legend className="mb-1 text-meta font-[550] text-ink-2">{t('A ticket goes back and is given again')}</legend>
        <TextField
          label={t('when its agent is gone for, in minutes')}
          hint={t('Offline or away. Empty: it stays.')}
          inputMode="numeric"
          name="absentMinutes"
          value={form.absent}
          onChange={(absent) => set({ absent: digits(absent) })}
        />
        <TextField
          label={t('when its agent does nothing in it for, in minutes')}
          hint={t('Only business hours of the team count. Empty: it stays.')}
          inputMode="numeric"
          name="silentMinutes"
          value={form.silent}
          onChange={(silent) => set({ silent: digits(silent) })}
        />
        <Checkbox isSelected={form.returnsAnswered} onChange={(is) => set({ returnsAnswered: is })}>
          {t('Also tickets that the agent answered already')}
        </Checkbox>
      </fieldset>
    </>
  );
}

function typed(minutes: number | null): string {
  return minutes === null ? '' : String(minutes);
}

function digits(text: string): string {
  return text.replace(/\D/g, '').slice(0, 6);
}

function minutesOf(text: string): number | null {
  return Number(text) > 0 ? Number(text) : null;
}
