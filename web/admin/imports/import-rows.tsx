import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportRow } from '../../../contract/contact-imports.ts';
import type { Field } from '../../../contract/fields.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import type { Tone } from '../../../ui/Chip.tsx';
import { classes } from '../../../ui/classes.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { Table } from '../../../ui/Table.tsx';
import { listInWords, wholeNumber } from '../../app/format.ts';
import { importRowsOf, type RowsAsked } from './import-calls.ts';
import { problemInWords, targetName } from './import-words.ts';

type Tab = { id: string; label: () => string; tone: Tone; count: number };
type Props = {
  id: string;
  tabs: readonly Tab[];
  shown: string;
  onShow: (id: string) => void;
  asked: RowsAsked;
  fields: Field[];
};

/** Rows of a table by what they would do or did, those of one kind at a time. */
export function ImportRows({ id, tabs, shown, onShow, asked, fields }: Props) {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(importRowsOf(id, asked));
  const rows = data?.pages.flatMap((page) => page.rows);
  const name = tabs.find((tab) => tab.id === shown)?.label() ?? '';
  return (
    <>
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">{t('Rows to show')}</legend>
        {tabs.map((tab) => (
          <TabButton key={tab.id} tab={tab} isShown={tab.id === shown} onPress={() => onShow(tab.id)} />
        ))}
      </fieldset>
      {rows === undefined ? <Skeleton lines={4} /> : null}
      {rows?.length === 0 ? <p className="py-4 text-ink-3">{t('There are no such rows.')}</p> : null}
      {rows && rows.length > 0 ? <RowTable label={name} rows={rows} fields={fields} /> : null}
      {hasNextPage ? (
        <Button look="quiet" className="mt-2" onPress={() => void fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
    </>
  );
}

const tones: Record<Tone, string> = {
  plain: 'text-ink-2',
  good: 'text-good',
  info: 'text-info',
  warn: 'text-warn',
  danger: 'text-danger',
  accent: 'text-accent',
};

function TabButton({ tab, isShown, onPress }: { tab: Tab; isShown: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onPress}
      className={classes(
        'flex min-h-8 items-baseline gap-1.5 rounded-c border px-2.5 py-1 focus-visible:shadow-focus',
        isShown ? 'border-edge bg-sunken' : 'border-line',
      )}
    >
      <span className={classes('font-semibold tabular-nums', tones[tab.tone])}>{wholeNumber(tab.count)}</span>
      {tab.label()}
    </button>
  );
}

function RowTable({ label, rows, fields }: { label: string; rows: ImportRow[]; fields: Field[] }) {
  return (
    <Table
      label={label}
      rows={rows}
      keyOf={({ row }) => String(row)}
      columns={[
        { id: 'row', label: t('Row'), cell: ({ row }) => <span className="text-ink-3 tabular-nums">{row}</span> },
        {
          id: 'cells',
          label: t('What stands in it'),
          cell: (row) => (
            <span className="block min-w-0">
              <span className="line-clamp-2 wrap-anywhere">{row.cells.filter((cell) => cell !== '').join(' · ')}</span>
              <About row={row} fields={fields} />
            </span>
          ),
        },
        {
          id: 'contact',
          label: t('Contact'),
          isHiddenLabel: true,
          isEnd: true,
          cell: ({ contactId, row }) =>
            contactId === null ? null : (
              <Link
                to="/contacts/$contactId"
                params={{ contactId }}
                aria-label={t('Contact of row {row}', { row })}
                className="text-accent"
              >
                {t('Contact')}
              </Link>
            ),
        },
      ]}
    />
  );
}

/** Why a row is not taken, or what it gives to somebody known. */
function About({ row, fields }: { row: ImportRow; fields: Field[] }) {
  if (row.problems.length > 0) {
    return (
      <span className="block text-meta text-danger">
        {row.problems.map((problem) => problemInWords(problem, fields)).join(' ')}
      </span>
    );
  }
  if (row.state === 'left') {
    return <span className="block text-meta text-warn">{t('Somebody changed this contact or they wrote since.')}</span>;
  }
  if (row.changes.length === 0) return null;
  const names = listInWords(row.changes.map((name) => targetName(name, fields)));
  return <span className="block text-meta text-info">{t('Gives: {names}', { names })}</span>;
}
