import type { Message } from '../../contract/messages.ts';
import { t } from '../../locales/translate.ts';
import { ShieldCheckIcon, ShieldQuestionIcon } from '../../ui/icons.ts';

/** Does anybody vouch for the sender's address? */
export function VerdictBadge({ verdict }: { verdict: Message['verdict'] }) {
  if (verdict === null) return null;
  const details = verdict.by.map(inWords).join(' · ');
  if (verdict.status === 'verified') {
    return (
      <span title={details} className="inline-flex items-center gap-1 text-good">
        <ShieldCheckIcon aria-hidden className="size-3.25" />
        {t('verified')}
        <span className="sr-only">{details}</span>
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

/** By what: a check of the desk itself, or of a forwarder whom the inbox trusts. */
function inWords(by: string): string {
  const [method = '', domain] = by.split(':');
  if (domain === undefined) return method.toUpperCase();
  return method === 'arc' ? t('sealed by {domain} (ARC)', { domain }) : `${method.toUpperCase()} ${domain}`;
}
