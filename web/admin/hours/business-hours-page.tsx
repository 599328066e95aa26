import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BusinessHours } from '../../../contract/sla.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { Table } from '../../../ui/Table.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { businessHoursQuery, removeBusinessHours } from '../calls.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { RemovalMoves } from '../sla/sla-moves-dialog.tsx';
import { BusinessHoursDialog } from './business-hours-dialog.tsx';
import { weekInWords } from './business-hours-words.ts';

type Open = { kind: 'none' } | { kind: 'form'; hours: BusinessHours | null } | { kind: 'remove'; hours: BusinessHours };

export function BusinessHoursPage() {
  const { data: list } = useQuery(businessHoursQuery);
  const [open, setOpen] = useState<Open>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', hours: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New business hours')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('Business hours')}
        lead={t('When teams work. Promises made in business hours count only this time.')}
        action={add}
      />
      {list === undefined ? <Skeleton lines={4} /> : <HoursTable list={list} onOpen={setOpen} />}
      {open.kind === 'form' ? <BusinessHoursDialog hours={open.hours} onClose={close} /> : null}
      {open.kind === 'remove' ? (
        <RemoveDialog
          name={open.hours.name}
          act={() => removeBusinessHours(open.hours.id)}
          stale={[keys.businessHours]}
          onClose={close}
          more={<RemovalMoves change={{ change: 'business_hours_removed', id: open.hours.id }} />}
        >
          {t('Who works by them works by the default ones then. Open tickets may be due at another time.')}
        </RemoveDialog>
      ) : null}
    </>
  );
}

function HoursTable({ list, onOpen }: { list: BusinessHours[]; onOpen: (open: Open) => void }) {
  return (
    <Table
      label={t('Business hours')}
      rows={list}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', label: t('Name'), cell: (hours) => <Named hours={hours} /> },
        {
          id: 'week',
          label: t('Week'),
          cell: ({ week }) => weekInWords(week).map((line) => <div key={line}>{line}</div>),
        },
        { id: 'users', label: t('Who works by them'), isSecondary: true, cell: usersInWords },
        {
          id: 'actions',
          label: t('Actions'),
          isHiddenLabel: true,
          isEnd: true,
          cell: (hours) => <RowActions hours={hours} onOpen={onOpen} />,
        },
      ]}
    />
  );
}

function Named({ hours: { name, timeZone, holidays, sources } }: { hours: BusinessHours }) {
  const count = holidays.length;
  const zone = timeZone?.replaceAll('_', ' ') ?? t('time zone of the company');
  const days = count === 0 ? [] : [t('{count, plural, one {# holiday} other {# holidays}}', { count })];
  const lists = sources.map((source) => source.name);
  return (
    <>
      <div className="font-[550]">{name}</div>
      <div className="text-meta text-ink-3">{[zone, ...lists, ...days].join(' · ')}</div>
      {sources.some(({ failure }) => failure !== null) ? (
        <div className="text-meta text-danger">{t('A calendar could not be read again')}</div>
      ) : null}
    </>
  );
}

function usersInWords({ isDefault, teams, inboxes }: BusinessHours): string {
  if (isDefault) return t('Everybody who has no others');
  return [...teams, ...inboxes].map(({ name }) => name).join(', ') || t('Nobody yet');
}

function RowActions({ hours, onOpen }: { hours: BusinessHours; onOpen: (open: Open) => void }) {
  const { name } = hours;
  return (
    <span className="inline-flex flex-wrap justify-end gap-1">
      <Button look="quiet" aria-label={t('Edit {name}', { name })} onPress={() => onOpen({ kind: 'form', hours })}>
        {t('Edit')}
      </Button>
      {hours.isDefault ? null : (
        <Button
          look="quiet"
          aria-label={t('Remove {name}', { name })}
          onPress={() => onOpen({ kind: 'remove', hours })}
        >
          {t('Remove')}
        </Button>
      )}
    </span>
  );
}
