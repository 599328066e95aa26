import type { Message } from '../../contract/messages.ts';
import { t } from '../../locales/translate.ts';
import { ShieldCheckIcon, ShieldQuestionIcon } from '../../ui/icons.ts';

/** Does anybody vouch for the sender's address? */
export function VerdictBadge({ verdict }: { verdict: Message['verdict'] }) {
  if (verdict === null) return null;
  const details = verdict.by.join(' · ');
  if (verdict.status === 'verified') {
    return (
      <span title={details} className="inline-flex items-center gap-1 text-good">
        <ShieldCheckIcon aria-hidden className="size-3.25" />
        {t('verified')}
      </span>
    );
  }
  return (
    <span title={details} className="inline-flex items-center gap-1 text-warn">
      <ShieldQuestionIcon aria-hidden className="size-3.25" />
      {t('sender not verified')}
    </span>
  );
}
