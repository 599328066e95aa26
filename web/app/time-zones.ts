import type { Choice } from '../../ui/Choices.tsx';

/** Every time zone the browser knows, as its own words: `America/Sao_Paulo` → `America/Sao Paulo`. */
export function timeZones(): Choice[] {
  return Intl.supportedValuesOf('timeZone').map((id) => ({ id, label: id.replaceAll('_', ' ') }));
}
