import { useQuery } from '@tanstack/react-query';
import { type Priority, priorities } from '../../../domain/tickets/ticket.ts';
import { grades, type PriorityMatrix, usualMatrix } from '../../../domain/triage/priority-matrix.ts';
import { t } from '../../../locales/translate.ts';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { SelectField } from '../../../ui/SelectField.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { gradeName, priorityName } from '../../tickets/words.ts';
import { settingsQuery, updateSettings } from '../calls.ts';

/** Whether agents say how much is hit and how soon it hurts, and what priority both make together. */
export function MatrixSection() {
  const { data: settings } = useQuery(settingsQuery);
  const save = useSaving({
    act: (priorityMatrix: PriorityMatrix | null) => updateSettings({ priorityMatrix: priorityMatrix as never }),
    stale: [keys.settings],
    done: t('Saved'),
  });
  if (settings === undefined) return <Skeleton lines={3} />;
  const matrix = settings.priorityMatrix as PriorityMatrix | null;
  return (
    <section>
      <h2 className="text-title font-semibold">{t('Impact and urgency')}</h2>
      <p className="mb-2 text-ink-2">
        {t('Agents say how much is hit and how soon it hurts; both together set the priority of the ticket.')}
      </p>
      <Checkbox isSelected={matrix !== null} onChange={(isOn) => save.mutate(isOn ? usualMatrix : null)}>
        {t('Set priorities by impact and urgency')}
      </Checkbox>
      {matrix === null ? null : <MatrixTable matrix={matrix} onChange={(changed) => save.mutate(changed)} />}
    </section>
  );
}

function MatrixTable({ matrix, onChange }: { matrix: PriorityMatrix; onChange: (matrix: PriorityMatrix) => void }) {
  const set = (row: number, column: number, priority: Priority) =>
    onChange(
      matrix.map((cells, at) =>
        cells.map((cell, of) => (at === row && of === column ? priority : cell)),
      ) as unknown as PriorityMatrix,
    );
  return (
    <table className="mt-3 w-full max-w-[620px] table-fixed border-collapse text-left">
      <caption className="sr-only">{t('Impact and urgency')}</caption>
      <thead>
        <tr>
          <th scope="col" className="w-20 p-1 text-meta font-[550] text-ink-3 sm:w-auto">
            {t('Impact')}
          </th>
          {grades.map((urgency) => (
            <th key={urgency} scope="col" className="p-1 text-meta font-[550] text-ink-3">
              {t('Urgency: {grade}', { grade: gradeName(urgency) })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grades.map((impact, row) => (
          <tr key={impact}>
            <th scope="row" className="p-1 font-[550]">
              {gradeName(impact)}
            </th>
            {grades.map((urgency, column) => (
              <td key={urgency} className="p-0.5 sm:p-1">
                <SelectField
                  label={t('Priority for impact {impact} and urgency {urgency}', {
                    impact: gradeName(impact),
                    urgency: gradeName(urgency),
                  })}
                  isLabelHidden
                  className="max-sm:[&_button]:gap-1 max-sm:[&_button]:px-1.5"
                  choices={priorities.map((id) => ({ id, label: priorityName(id) }))}
                  value={matrix[row as 0 | 1 | 2][column as 0 | 1 | 2]}
                  onChange={(id) => set(row, column, id as Priority)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
