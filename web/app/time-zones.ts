import type { Choice } from '../../ui/Choices.tsx';

/** Every time zone the browser knows, as its own words: `America/Sao_Paulo` → `America/Sao Paulo`. */
export function timeZones(): Choice[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own]);
  return [...known].sort().map((id) => ({ id, label: id.replaceAll('_', ' ') }));
}
