import { useQuery } from '@tanstack/react-query';
import type { Ticket } from '../../contract/tickets.ts';
import type { Grade } from '../../domain/tickets/ticket.ts';
import { grades } from '../../domain/triage/priority-matrix.ts';
import { t } from '../../locales/translate.ts';
import { Picker } from '../../ui/Picker.tsx';
import { settingsQuery } from '../admin/calls.ts';
import { useUpdateTicket } from './update-ticket.ts';
import { gradeName } from './words.ts';

const unknown = 'unknown';

/** How much is hit and how soon it hurts, on desks where both set the priority. */
export function Grades({ ticket, isFixed }: { ticket: Ticket; isFixed: boolean }) {
  const { data: settings } = useQuery(settingsQuery);
  const update = useUpdateTicket(ticket);
  if (!settings?.priorityMatrix) return null;
  const asked = [
    { field: 'impact', label: t('Impact'), value: ticket.impact },
    { field: 'urgency', label: t('Urgency'), value: ticket.urgency },
  ] as const;
  return asked.map(({ field, label, value }) => (
    <div key={field} className="contents">
      <dt className="self-start py-1 text-ink-3">{label}</dt>
      <dd className="min-w-0">
        <Picker
          label={label}
          searchLabel={t('Find')}
          isDisabled={isFixed}
          choices={[
            ...grades.map((grade) => ({ id: String(grade), label: gradeName(grade) })),
            { id: unknown, label: t('Not said') },
          ]}
          value={value === null ? unknown : String(value)}
          onChange={(id) => {
            const grade = id === unknown ? null : (Number(id) as Grade);
            if (grade !== value) update({ [field]: grade }, { [field]: grade });
          }}
        >
          {value === null ? t('Not said') : gradeName(value)}
        </Picker>
      </dd>
    </div>
  ));
}
