import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentLimits } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { Table } from '../../../ui/Table.tsx';
import { decimal } from '../../app/format.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { limitsQuery } from '../../assignment/calls.ts';
import { weekInWords } from '../hours/business-hours-words.ts';
import { LimitsDialog } from './limits-dialog.tsx';
import { nextAbsence } from './limits-words.ts';

/** What each agent can take, and who is there now. */
export function LimitsPage() {
  const { data: limits } = useQuery(limitsQuery);
  const [edited, setEdited] = useState<AgentLimits | null>(null);
  return (
    <>
      <PageHead
        title={t('Availability')}
        lead={t('When each agent works and how much they hold at once. The desk gives nobody more than that.')}
      />
      {limits === undefined ? <Skeleton lines={5} /> : <LimitsTable limits={limits} onEdit={setEdited} />}
      {edited === null ? null : <LimitsDialog limits={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function LimitsTable({ limits, onEdit }: { limits: AgentLimits[]; onEdit: (limits: AgentLimits) => void }) {
  return (
    <Table
      label={t('Availability')}
      rows={limits}
      keyOf={({ agent }) => agent.id}
      columns={[
        { id: 'agent', label: t('Name'), cell: (one) => <Named limits={one} /> },
        { id: 'presence', label: t('Now'), cell: (one) => <Presence limits={one} /> },
        { id: 'load', label: t('Holds'), cell: loadInWords },
        { id: 'hours', label: t('Works'), isSecondary: true, cell: (one) => <Hours limits={one} /> },
        {
          id: 'actions',
          label: t('Actions'),
          isHiddenLabel: true,
          isEnd: true,
          cell: (one) => (
            <Button look="quiet" aria-label={t('Edit {name}', { name: one.agent.name })} onPress={() => onEdit(one)}>
              {t('Edit')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Named({ limits: { agent, teams } }: { limits: AgentLimits }) {
  return (
    <>
      <div className="font-[550]">{agent.name}</div>
      <div className="text-meta text-ink-3">{teams.join(', ')}</div>
    </>
  );
}

function Presence({ limits: { isOnline, isAway, isAbsent } }: { limits: AgentLimits }) {
  if (isAbsent) return <Chip>{t('on leave')}</Chip>;
  if (!isOnline) return <Chip>{t('offline')}</Chip>;
  return isAway ? <Chip tone="warn">{t('away')}</Chip> : <Chip tone="good">{t('online')}</Chip>;
}

function loadInWords({ load, cap }: AgentLimits): string {
  if (cap === null) return decimal(load);
  return t('{load} of {cap}', { load: decimal(load), cap: decimal(cap) });
}

function Hours({ limits }: { limits: AgentLimits }) {
  const lines = limits.week === null ? [t('as the team')] : weekInWords(limits.week);
  const absence = nextAbsence(limits.absences);
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {absence === null ? null : <div className="text-meta text-ink-3">{absence}</div>}
    </>
  );
}
