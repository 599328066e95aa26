import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactImport } from '../../../contract/contact-imports.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { ArrowLeftIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { Table } from '../../../ui/Table.tsx';
import { wholeNumber } from '../../app/format.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { Time } from '../../app/Time.tsx';
import { importsQuery, isAtWork } from './import-calls.ts';
import { ImportDraft } from './import-draft.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportUpload } from './import-upload.tsx';
import { importStates } from './import-words.ts';

/** Contacts from a table: a file is chosen, its columns are looked at, and what each row would do, before anything is written. */
export function ImportsPage() {
  const { data: imports } = useQuery(importsQuery);
  const [chosen, choose] = useState<string | null>(null);
  const shown = imports?.find(({ id }) => id === chosen) ?? (chosen === null ? imports?.find(isAtWork) : undefined);
  if (imports === undefined) return <Skeleton lines={6} />;
  if (shown !== undefined) return <OneImport the={shown} onBack={() => choose('')} />;
  return (
    <>
      <PageHead
        title={t('Import contacts')}
        lead={t(
          'Bring the people you know from a spreadsheet. You see what each row would do before anything is written, and can take all of it back for 30 days.',
        )}
      />
      <ImportUpload onRead={choose} />
      {imports.length > 0 ? <Earlier imports={imports} onOpen={choose} /> : null}
    </>
  );
}

function OneImport({ the, onBack }: { the: ContactImport; onBack: () => void }) {
  return (
    <>
      <Button look="quiet" className="mb-2 -ml-2.5" onPress={onBack}>
        <ArrowLeftIcon aria-hidden className="size-4" />
        {t('All imports')}
      </Button>
      {the.state === 'draft' ? <ImportDraft key={the.id} the={the} onBack={onBack} /> : <ImportResult the={the} />}
    </>
  );
}

function Earlier({ imports, onOpen }: { imports: ContactImport[]; onOpen: (id: string) => void }) {
  return (
    <section className="mt-8">
      <h2 className="mb-1 text-title font-semibold">{t('Earlier imports')}</h2>
      <Table
        label={t('Earlier imports')}
        rows={imports}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'file',
            label: t('File'),
            cell: ({ fileName, createdAt, by }) => (
              <>
                <span className="block font-[550]">{fileName || t('Unnamed table')}</span>
                <span className="block text-meta text-ink-3">
                  <Time at={createdAt} /> {by === null ? null : <>· {by}</>}
                </span>
              </>
            ),
          },
          { id: 'state', label: t('State'), cell: ({ state }) => importStates[state]() },
          {
            id: 'rows',
            label: t('Rows'),
            isSecondary: true,
            cell: ({ total }) => <span className="tabular-nums">{wholeNumber(total)}</span>,
          },
          {
            id: 'open',
            label: t('Actions'),
            isHiddenLabel: true,
            isEnd: true,
            cell: ({ id, fileName }) => (
              <Button look="quiet" aria-label={t('Show {name}', { name: fileName })} onPress={() => onOpen(id)}>
                {t('Show')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
