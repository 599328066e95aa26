import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentLimits } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Actions, Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { decimal } from '../../app/format.ts';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { updateLimits } from '../../assignment/calls.ts';
import { channelName } from '../../tickets/words.ts';
import { AbsenceFields } from '../agents/absence-fields.tsx';
import { channelsQuery } from '../calls.ts';
import { numberOf } from '../decimals.ts';
import { isBackwards } from '../hours/business-hours-words.ts';
import { OwnHoursFields } from '../hours/own-hours-fields.tsx';

type Form = Pick<AgentLimits, 'timeZone' | 'week' | 'absences'> & { cap: string; channelCaps: Record<string, string> };
type Set = (change: Partial<Form>) => void;

/** What one agent can take: how much, when, and when not. */
export function LimitsDialog({ limits, onClose }: { limits: AgentLimits; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(limits));
  const set: Set = (change) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => updateLimits(limits.agent.id, bodyOf(form)),
    stale: [keys.assignment],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const isWrong = (form.week ?? []).flat().some(isBackwards) || form.absences.some(({ from, to }) => from > to);
  return (
    <Dialog
      isOpen
      isWide
      title={t('Edit {name}', { name: limits.agent.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={save.error} onSubmit={() => isWrong || save.mutate(undefined)} className="flex flex-col gap-5">
        <CapFields form={form} set={set} />
        <OwnHoursFields value={form} onChange={set} />
        <AbsenceFields value={form.absences} onChange={(absences) => set({ absences })} />
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

function CapFields({ form, set }: { form: Form; set: Set }) {
  const { data: channels = [] } = useQuery(channelsQuery);
  const ids = [...new Set([...channels.map(({ id }) => id), ...Object.keys(form.channelCaps)])];
  const setChannel = (id: string, cap: string) => set({ channelCaps: { ...form.channelCaps, [id]: cap } });
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <TextField
        label={t('Holds at most, in all')}
        hint={t('In weights of open tickets. Empty: no limit.')}
        inputMode="decimal"
        name="cap"
        autoFocus
        value={form.cap}
        onChange={(cap) => set({ cap })}
      />
      {ids.map((id) => (
        <TextField
          key={id}
          label={t('Of these by {channel}', { channel: channelName(id) })}
          hint={t('Empty: no limit of its own.')}
          inputMode="decimal"
          value={form.channelCaps[id] ?? ''}
          onChange={(cap) => setChannel(id, cap)}
        />
      ))}
    </div>
  );
}

function formOf({ cap, channelCaps, timeZone, week, absences }: AgentLimits): Form {
  const typed = Object.entries(channelCaps).map(([channel, most]) => [channel, decimal(most)]);
  return { cap: cap === null ? '' : decimal(cap), channelCaps: Object.fromEntries(typed), timeZone, week, absences };
}

function bodyOf({ cap, channelCaps, timeZone, week, absences }: Form) {
  const caps = Object.entries(channelCaps).flatMap(([channel, typed]) => {
    const number = numberOf(typed);
    return number === null ? [] : [[channel, number] as const];
  });
  return { cap: numberOf(cap), channelCaps: Object.fromEntries(caps), timeZone, week, absences };
}
