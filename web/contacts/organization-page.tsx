import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Organization } from '../../contract/contacts.ts';
import { t } from '../../locales/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { StarIcon } from '../../ui/icons.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useMay } from '../app/me.ts';
import { PageHead } from '../app/PageHead.tsx';
import { Trouble } from '../app/Trouble.tsx';
import { HolderFields } from './holder-fields.tsx';
import { OrganizationDialog } from './organization-dialog.tsx';
import { organizationQuery, peopleOfQuery } from './people-calls.ts';
import { Part, PersonFrame } from './person-frame.tsx';

/** One company: its domains, its people, what the desk knows of it, and all it asked. */
export function OrganizationPage() {
  const { organizationId } = useParams({ from: '/signed-in/organizations/$organizationId' });
  const { data: organization, error, refetch } = useQuery(organizationQuery(organizationId));
  if (organization !== undefined)
    return <PersonFrame known={<Known organization={organization} />} whose={{ organization: organization.id }} />;
  return (
    <main className="bg-sheet p-6">
      {error === null ? <Skeleton lines={8} /> : <Trouble error={error} reset={() => void refetch()} />}
    </main>
  );
}

function Known({ organization }: { organization: Organization }) {
  const [isOpen, setOpen] = useState(false);
  const mayEdit = useMay('contacts.write');
  const edit = <Button onPress={() => setOpen(true)}>{t('Edit')}</Button>;
  return (
    <>
      <PageHead title={organization.name} action={mayEdit ? edit : undefined} />
      <h2 className="sr-only">{t('Details')}</h2>
      {organization.isVip ? (
        <Chip tone="warn" className="self-start">
          <StarIcon aria-hidden className="fill-current" />
          VIP
        </Chip>
      ) : null}
      <Part title={t('Domains')}>
        {organization.domains.length === 0 ? <p className="text-ink-3">{t('None yet')}</p> : null}
        <ul>
          {organization.domains.map((domain) => (
            <li key={domain} className="wrap-anywhere">
              {domain}
            </li>
          ))}
        </ul>
      </Part>
      <HolderFields
        holder="organization"
        id={organization.id}
        values={organization.fields}
        title={t('Fields of the organization')}
      />
      {organization.notes === '' ? null : (
        <Part title={t('About this organization')}>
          <p className="text-ink-2 whitespace-pre-wrap wrap-anywhere">{organization.notes}</p>
        </Part>
      )}
      <People organization={organization} />
      {isOpen ? <OrganizationDialog organization={organization} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function People({ organization }: { organization: Organization }) {
  const { data } = useQuery(peopleOfQuery(organization.id));
  const people = data?.contacts ?? [];
  return (
    <Part title={t('People')}>
      {data !== undefined && people.length === 0 ? <p className="text-ink-3">{t('None yet')}</p> : null}
      <ul>
        {people.map((contact) => (
          <li key={contact.id}>
            <Link
              to="/contacts/$contactId"
              params={{ contactId: contact.id }}
              className="flex min-h-7 flex-wrap items-center gap-x-2 rounded-c py-1 hover:text-accent"
            >
              <span className="min-w-0 truncate">{contact.name || contact.identities[0]?.value}</span>
              <span className="min-w-0 truncate text-meta text-ink-3">
                {contact.name === '' ? '' : contact.identities[0]?.value}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {data?.next == null ? null : <p className="text-meta text-ink-3">{t('and more: the search finds them')}</p>}
    </Part>
  );
}
