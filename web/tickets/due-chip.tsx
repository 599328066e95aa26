import { t } from '../../locales/translate.ts';
import { Chip } from '../../ui/Chip.tsx';
import { ClockIcon } from '../../ui/icons.ts';
import { fullTime, relativeTime } from '../app/format.ts';

const soon = 30 * 60_000;

/** When the next answer is due: in words and with a clock, never by colour alone. */
export function DueChip({ at }: { at: string | null }) {
  if (at === null) return null;
  const left = new Date(at).getTime() - Date.now();
  const tone = left < 0 ? 'danger' : left < soon ? 'warn' : 'good';
  return (
    <span title={fullTime(at)}>
      <Chip tone={tone}>
        <ClockIcon aria-hidden />
        {left < 0 ? t('late, {when}', { when: relativeTime(at) }) : relativeTime(at)}
      </Chip>
    </span>
  );
}
