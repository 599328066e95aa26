import type { Contact } from '../../contract/contacts.ts';
import { t } from '../../locales/translate.ts';
import { ShieldCheckIcon } from '../../ui/icons.ts';

/** Every address and number of one person, with whether it is known to be theirs. */
export function Identities({ contact }: { contact: Contact }) {
  return (
    <dl className="grid grid-cols-[68px_minmax(0,1fr)] gap-y-1.5">
      {contact.identities.map(({ kind, value, isVerified }) => (
        <div key={`${kind}-${value}`} className="contents">
          <dt className="text-ink-3">{identityName(kind)}</dt>
          <dd className="flex gap-1">
            <span className="min-w-0 wrap-anywhere">
              {value} {isVerified ? null : <span className="text-meta text-ink-3">{t('not verified')}</span>}
            </span>
            {isVerified ? (
              <ShieldCheckIcon role="img" aria-label={t('verified')} className="mt-1 size-3.25 shrink-0 text-good" />
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function identityName(kind: Contact['identities'][number]['kind']): string {
  switch (kind) {
    case 'email':
      return t('E-mail');
    case 'phone':
      return t('Telephone');
    case 'whatsapp':
      return 'WhatsApp';
    case 'external':
      return t('Other id');
  }
}
