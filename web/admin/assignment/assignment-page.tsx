import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TeamAssignment } from '../../../contract/assignment.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PeopleIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { Table } from '../../../ui/Table.tsx';
import { PageHead } from '../../app/PageHead.tsx';
import { assignmentQuery } from '../../assignment/calls.ts';
import { AssignmentDialog } from './assignment-dialog.tsx';
import { methodName, returnsInWords } from './assignment-words.ts';
import { WeightFields } from './channel-weights.tsx';

/** How each team gives out its tickets, and what tickets weigh. */
export function AssignmentPage() {
  const { data } = useQuery(assignmentQuery);
  const [edited, setEdited] = useState<TeamAssignment | null>(null);
  return (
    <>
      <PageHead
        title={t('Assignment')}
        lead={t(
          'Who gets the tickets that wait for a team. Whatever is chosen here, a person may always give a ticket to anybody.',
        )}
      />
      {data === undefined ? <Skeleton lines={4} /> : null}
      {data?.teams.length === 0 ? (
        <EmptyState icon={<PeopleIcon aria-hidden />} title={t('No teams yet')}>
          {t('Tickets are given out within a team. Make one under Teams.')}
        </EmptyState>
      ) : null}
      {data && data.teams.length > 0 ? <TeamsTable teams={data.teams} onEdit={setEdited} /> : null}
      {data && data.weights.length > 0 ? (
        <section className="mt-8">
          <h2 className="text-title">{t('What a ticket weighs')}</h2>
          <p className="mt-1 mb-3 max-w-[60ch] text-pretty text-ink-2">
            {t(
              'Limits of agents count in these weights. With a limit of 3, an agent holds ten mails of 0.3, or three conversations of 1.',
            )}
          </p>
          <WeightFields weights={data.weights} />
        </section>
      ) : null}
      {edited === null ? null : <AssignmentDialog assignment={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function TeamsTable({ teams, onEdit }: { teams: TeamAssignment[]; onEdit: (team: TeamAssignment) => void }) {
  return (
    <Table
      label={t('Assignment')}
      rows={teams}
      keyOf={({ team }) => team.id}
      columns={[
        { id: 'team', label: t('Team'), cell: ({ team }) => <span className="font-[550]">{team.name}</span> },
        { id: 'method', label: t('Given out'), cell: ({ method }) => methodName(method) },
        { id: 'returns', label: t('Goes back'), isSecondary: true, cell: returnsInWords },
        {
          id: 'actions',
          label: t('Actions'),
          isHiddenLabel: true,
          isEnd: true,
          cell: (one) => (
            <Button look="quiet" aria-label={t('Edit {name}', { name: one.team.name })} onPress={() => onEdit(one)}>
              {t('Edit')}
            </Button>
          ),
        },
      ]}
    />
  );
}
