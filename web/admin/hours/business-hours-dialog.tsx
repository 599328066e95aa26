import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BusinessHours } from '../../../contract/sla.ts';
import { t } from '../../../locales/translate.ts';
import { ComboField } from '../../../ui/ComboField.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { DeskForm } from '../../app/DeskForm.tsx';
import { keys } from '../../app/queries.ts';
import { timeZones } from '../../app/time-zones.ts';
import { useSaving } from '../../app/use-saving.ts';
import { teamsQuery } from '../../tickets/calls.ts';
import { addBusinessHours, inboxesQuery, updateBusinessHours } from '../calls.ts';
import { CheckList } from '../check-list.tsx';
import { type SlaChange, useMoves } from '../sla/sla-moves.ts';
import { MovingActions } from '../sla/sla-moves-actions.tsx';
import { WeekFields } from './business-hours-week.tsx';
import { isBackwards, usualHours } from './business-hours-words.ts';
import { type SourceDraft, sourceBody } from './holidays/draft.ts';
import { HolidayFields } from './holidays/holiday-fields.tsx';

/** Stands for "as the company" among the time zones. */
const company = 'company';

type Form = Pick<BusinessHours, 'name' | 'timeZone' | 'week' | 'holidays'> & {
  sources: SourceDraft[];
  teams: string[];
  inboxes: string[];
};

const blank: Form = {
  name: '',
  timeZone: null,
  week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [usualHours] : [])),
  holidays: [],
  sources: [],
  teams: [],
  inboxes: [],
};

function formOf({ name, timeZone, week, holidays, sources, teams, inboxes }: BusinessHours): Form {
  const idsOf = (users: { id: string }[]) => users.map(({ id }) => id);
  return { name, timeZone, week, holidays, sources, teams: idsOf(teams), inboxes: idsOf(inboxes) };
}

function bodyOf(form: Form) {
  return { ...form, sources: form.sources.map(sourceBody) };
}

/** Makes business hours or changes them: where the clock hangs, the week, the days that differ, who works by them. */
export function BusinessHoursDialog({ hours, onClose }: { hours: BusinessHours | null; onClose: () => void }) {
  const [form, setForm] = useState(() => (hours === null ? blank : formOf(hours)));
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const save = useSaving({
    act: () => (hours === null ? addBusinessHours(bodyOf(form)) : updateBusinessHours(hours.id, bodyOf(form))),
    stale: [keys.businessHours],
    done: t('Saved'),
    isForm: true,
    onDone: onClose,
  });
  const moving = useMoves(() => save.mutate(undefined));
  const { name: _, ...moved } = bodyOf(form);
  const change: SlaChange = { change: 'business_hours', id: hours?.id ?? null, hours: moved };
  const isWrong = [...form.week, ...form.holidays.map((holiday) => holiday.hours)].some((day) => day.some(isBackwards));
  return (
    <Dialog
      isOpen
      isWide
      title={hours === null ? t('New business hours') : t('Edit {name}', { name: hours.name })}
      closeLabel={t('Close')}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <DeskForm error={moving.error ?? save.error} onSubmit={() => isWrong || moving.save(change)}>
        <div className="grid gap-3.5 sm:grid-cols-2">
          <TextField label={t('Name')} isRequired autoFocus value={form.name} onChange={(name) => set({ name })} />
          <ComboField
            label={t('Time zone')}
            name="timeZone"
            choices={[{ id: company, label: t('The company’s') }, ...timeZones()]}
            value={form.timeZone ?? company}
            onChange={(id) => id !== null && set({ timeZone: id === company ? null : id })}
          />
        </div>
        <WeekFields week={form.week} onChange={(week) => set({ week })} />
        <HolidayFields value={form} onChange={set} />
        {hours?.isDefault ? (
          <p className="text-ink-2">{t('Every team and inbox works by these hours unless it has others.')}</p>
        ) : (
          <Users form={form} set={set} />
        )}
        <MovingActions moving={moving} change={change} isBusy={save.isPending} onClose={onClose} />
      </DeskForm>
    </Dialog>
  );
}

function Users({ form, set }: { form: Form; set: (change: Partial<Form>) => void }) {
  const { data: teams = [] } = useQuery(teamsQuery);
  const { data: inboxes = [] } = useQuery(inboxesQuery);
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <CheckList
        label={t('Teams that work by them')}
        choices={teams}
        value={form.teams}
        onChange={(ids) => set({ teams: ids })}
      />
      <CheckList
        label={t('Inboxes, for tickets without such a team')}
        choices={inboxes}
        value={form.inboxes}
        onChange={(ids) => set({ inboxes: ids })}
      />
    </div>
  );
}
