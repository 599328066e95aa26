import { slaMetrics } from '../../../domain/sla/policy.ts';
import { type Priority, priorities } from '../../../domain/tickets/ticket.ts';
import { t } from '../../../locales/translate.ts';
import { Picker } from '../../../ui/Picker.tsx';
import { promiseName } from '../../tickets/sla-words.ts';
import { priorityName } from '../../tickets/words.ts';
import type { Cell, Targets } from './sla-form.ts';
import { LengthFields } from './sla-length.tsx';

/** What is promised: a column for each promise, a row for each priority. What stays empty is not promised. */
export function TargetFields({ value, onChange }: { value: Targets; onChange: (value: Targets) => void }) {
  return (
    <div className="grid gap-x-5 gap-y-4 sm:grid-cols-3">
      {slaMetrics.map((metric) => (
        <fieldset key={metric} className="min-w-0">
          <legend className="mb-1 text-meta font-[550] text-ink-2">{promiseName(metric)}</legend>
          <ul className="divide-y divide-line">
            {priorities.map((priority) => (
              <li key={priority} className="py-1.5">
                <CellFields
                  name={`${promiseName(metric)}, ${priorityName(priority)}`}
                  priority={priority}
                  cell={value[metric][priority]}
                  onChange={(cell) => onChange({ ...value, [metric]: { ...value[metric], [priority]: cell } })}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
    </div>
  );
}

type CellProps = { name: string; priority: Priority; cell: Cell; onChange: (cell: Cell) => void };

function CellFields({ name, priority, cell, onChange }: CellProps) {
  const kinds: Record<Cell['hours'], string> = { business: t('business hours'), calendar: t('all hours') };
  return (
    <>
      <div className="flex min-h-6 items-center justify-between gap-2">
        <span className="text-ink-3">{priorityName(priority)}</span>
        <Picker
          label={t('{name}: which hours count', { name })}
          searchLabel={t('Find')}
          choices={[
            { id: 'business', label: kinds.business },
            { id: 'calendar', label: kinds.calendar },
          ]}
          value={cell.hours}
          onChange={(hours) => onChange({ ...cell, hours: hours as Cell['hours'] })}
          className="text-meta text-ink-2"
        >
          {kinds[cell.hours]}
        </Picker>
      </div>
      <LengthFields name={name} value={cell} onChange={(length) => onChange({ ...cell, ...length })} />
    </>
  );
}
