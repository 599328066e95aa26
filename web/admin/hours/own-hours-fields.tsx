import type { AgentLimits } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { ComboField } from '../../../ui/ComboField.tsx';
import { timeZones } from '../../app/time-zones.ts';
import { WeekFields } from './business-hours-week.tsx';
import { usualHours } from './business-hours-words.ts';

/** `week` is null for whoever works by the business hours of the team; `timeZone` is null for the team's. */
export type OwnHours = Pick<AgentLimits, 'timeZone' | 'week'>;

/** Stands for "as the team" among the time zones. */
const ofTeam = 'team';
const usualWeek = (): OwnHours['week'] => Array.from({ length: 7 }, (_, day) => (day < 5 ? [usualHours] : []));

/** When somebody works: as the team does, or by a week of their own. */
export function OwnHoursFields(props: { value: OwnHours; onChange: (change: Partial<OwnHours>) => void }) {
  const { value, onChange } = props;
  return (
    <div className="flex flex-col gap-3.5">
      <Checkbox isSelected={value.week === null} onChange={(is) => onChange({ week: is ? null : usualWeek() })}>
        {t('Works by the business hours of the team')}
      </Checkbox>
      {value.week === null ? null : (
        <>
          <ComboField
            label={t('Time zone')}
            name="timeZone"
            choices={[{ id: ofTeam, label: t('The team’s') }, ...timeZones()]}
            value={value.timeZone ?? ofTeam}
            onChange={(id) => id !== null && onChange({ timeZone: id === ofTeam ? null : id })}
          />
          <WeekFields week={value.week} onChange={(week) => onChange({ week })} />
        </>
      )}
    </div>
  );
}
