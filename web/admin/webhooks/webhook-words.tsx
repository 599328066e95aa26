import type { WebhookDelivery } from '../../../contract/webhooks.ts';
import { t } from '../../../locales/translate.ts';
import type { Tone } from '../../../ui/Chip.tsx';

export function callState(state: WebhookDelivery['state']): { tone: Tone; word: string } {
  if (state === 'delivered') return { tone: 'good', word: t('arrived') };
  return state === 'failed' ? { tone: 'danger', word: t('given up') } : { tone: 'warn', word: t('on its way') };
}

const errors: Record<string, () => string> = {
  outbound_refused: () => t('This address may not be asked. In your own network it must be listed in OUTBOUND_HOSTS.'),
  outbound_unreachable: () => t('Nobody answered at this address.'),
  outbound_too_large: () => t('The answer was far too long.'),
};

/** What the other side said, or why it said nothing. */
export function answerInWords({ status, answer, error }: WebhookDelivery): string {
  if (error !== null) return errors[error]?.() ?? error;
  if (status === null) return '';
  return [t('Answer {status}', { status: String(status) }), answer].filter(Boolean).join(': ');
}
