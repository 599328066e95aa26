import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Contact } from '../../contract/contacts.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useMay } from '../app/me.ts';
import { PageHead } from '../app/PageHead.tsx';
import { Trouble } from '../app/Trouble.tsx';
import { contactQuery } from './calls.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { HolderFields } from './holder-fields.tsx';
import { Identities } from './identities.tsx';
import { languageName } from './merge-words.ts';
import { Part, PersonFrame } from './person-frame.tsx';
import { SamePerson } from './same-person.tsx';

/** One person: every address, what the desk knows of them, and all they asked. */
export function ContactPage() {
  const { contactId } = useParams({ from: '/signed-in/contacts/$contactId' });
  const { data: contact, error, refetch } = useQuery(contactQuery(contactId));
  if (contact !== undefined)
    return <PersonFrame known={<Known contact={contact} />} whose={{ requester: contact.id }} />;
  return (
    <main className="bg-sheet p-6">
      {error === null ? <Skeleton lines={8} /> : <Trouble error={error} reset={() => void refetch()} />}
    </main>
  );
}

function Known({ contact }: { contact: Contact }) {
  const [isOpen, setOpen] = useState(false);
  const mayEdit = useMay('contacts.write');
  const edit = <Button onPress={() => setOpen(true)}>{t('Edit')}</Button>;
  return (
    <>
      <PageHead title={contact.name || (contact.identities[0]?.value ?? '')} action={mayEdit ? edit : undefined} />
      <h2 className="sr-only">{t('Details')}</h2>
      <Facts contact={contact} />
      <Part title={t('Contact')}>
        <Identities contact={contact} />
      </Part>
      <SamePerson contact={contact} />
      <HolderFields holder="contact" id={contact.id} values={contact.fields} title={t('Fields of the contact')} />
      {contact.notes === '' ? null : (
        <Part title={t('About this customer')}>
          <p className="text-ink-2 whitespace-pre-wrap wrap-anywhere">{contact.notes}</p>
        </Part>
      )}
      {isOpen ? <ContactDialog contact={contact} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Facts({ contact: { organization, language, timeZone } }: { contact: Contact }) {
  if (organization === null && language === null && timeZone === null) return null;
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-y-1.5">
      {organization === null ? null : (
        <Fact label={t('Organization')}>
          <Link
            to="/organizations/$organizationId"
            params={{ organizationId: organization.id }}
            className="text-accent hover:underline"
          >
            {organization.name}
          </Link>
        </Fact>
      )}
      {language === null ? null : <Fact label={t('Language')}>{languageName(language)}</Fact>}
      {timeZone === null ? null : <Fact label={t('Local time')}>{timeIn(timeZone)}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-3">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function timeIn(timeZone: string): string {
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone } as const;
  return `${new Date().toLocaleTimeString(currentLanguage(), options)} · ${timeZone.replaceAll('_', ' ')}`;
}
