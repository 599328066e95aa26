import type { AgentLimits } from '../../../contract/assignment.ts';
import { currentLanguage, t } from '../../../locales/translate.ts';

/** The leave that is now or comes next, by its dates. */
export function nextAbsence(absences: AgentLimits['absences'], today = new Date()): string | null {
  const date = today.toLocaleDateString('sv-SE');
  const [next] = absences.filter(({ to }) => to >= date).toSorted((a, b) => a.from.localeCompare(b.from));
  if (next === undefined) return null;
  return t('on leave {days}', { days: daysInWords(next) });
}

function daysInWords({ from, to }: AgentLimits['absences'][number]): string {
  const format = new Intl.DateTimeFormat(currentLanguage(), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.formatRange(new Date(from), new Date(to));
}
