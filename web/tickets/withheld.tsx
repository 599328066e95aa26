import type { HistoryEntry } from '../../contract/tickets.ts';
import { t } from '../../locales/translate.ts';
import { sayReason } from './reasons.ts';

const unknown = { code: '?', values: {} };

/** What the desk would have sent by itself and did not, and why. */
export function Withheld({ entry }: { entry: HistoryEntry }) {
  const reason = sayReason(entry.reason ?? unknown);
  return entry.details.kind === 'confirmation'
    ? t('No confirmation was sent: {reason}', { reason })
    : t('A rule’s message was not sent: {reason}', { reason });
}
