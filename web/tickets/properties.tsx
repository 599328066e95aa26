import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import type { Ticket } from '../../contract/tickets.ts';
import { type Priority, priorities } from '../../domain/tickets/ticket.ts';
import { t } from '../../locales/translate.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { Picker } from '../../ui/Picker.tsx';
import { later } from '../app/later.ts';
import { agentsQuery, statusesQuery, teamsQuery, topicsQuery } from './calls.ts';
import { TagsField } from './tags-field.tsx';
import { topicChoices } from './topic-choices.ts';
import { useUpdateTicket } from './update-ticket.ts';
import { nameIn, priorityName, statusName } from './words.ts';

// Most desks set priorities by hand.
const Grades = later(() => import('./grades.tsx').then((it) => it.Grades));
// It has a question of its own to ask the desk: the first screen does not wait for it.
const AssigneeWhy = later(() => import('../assignment/assignee-why.tsx').then((it) => it.AssigneeWhy));

const nobody = 'none';

/** What is set on the ticket. Every value is the button that changes it. */
export function Properties({ ticket }: { ticket: Ticket }) {
  const isFixed = !ticket.can.update || ticket.statusCategory === 'closed';
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] items-center gap-y-1">
      <Status ticket={ticket} isFixed={isFixed} />
      <PriorityProperty ticket={ticket} isFixed={isFixed} />
      <Suspense>
        <Grades ticket={ticket} isFixed={isFixed} />
      </Suspense>
      <Assignee ticket={ticket} isFixed={isFixed} />
      <Team ticket={ticket} isFixed={isFixed} />
      <Topic ticket={ticket} isFixed={isFixed} />
      <Property label={t('Tags')}>
        <TagsField ticket={ticket} isFixed={isFixed} />
      </Property>
    </dl>
  );
}

type FieldProps = { ticket: Ticket; isFixed: boolean };

function Status({ ticket, isFixed }: FieldProps) {
  const update = useUpdateTicket(ticket);
  const { data: statuses } = useQuery(statusesQuery);
  const offered = (statuses ?? []).filter(({ category, slug }) => category !== 'new' || slug === ticket.status);
  return (
    <Choose
      label={t('Status')}
      isFixed={isFixed}
      value={ticket.status}
      shown={statusName(ticket.status, statuses)}
      choices={offered.map(({ slug, name }) => ({ id: slug, label: nameIn(name) }))}
      onChange={(status) =>
        update({ status }, { status, statusCategory: offered.find(({ slug }) => slug === status)?.category ?? 'open' })
      }
    />
  );
}

function PriorityProperty({ ticket, isFixed }: FieldProps) {
  const update = useUpdateTicket(ticket);
  return (
    <Choose
      label={t('Priority')}
      isFixed={isFixed}
      value={ticket.priority}
      shown={priorityName(ticket.priority)}
      choices={priorities.map((priority) => ({ id: priority, label: priorityName(priority) }))}
      onChange={(id) => update({ priority: id as Priority }, { priority: id as Priority })}
    />
  );
}

function Assignee({ ticket, isFixed }: FieldProps) {
  const update = useUpdateTicket(ticket);
  const { data: agents = [] } = useQuery(agentsQuery);
  const active = agents.filter((agent) => agent.isActive);
  return (
    <Choose
      label={t('Assignee')}
      isFixed={isFixed}
      value={ticket.assignee?.id ?? nobody}
      shown={ticket.assignee?.name ?? t('Nobody')}
      choices={[{ id: nobody, label: t('Nobody') }, ...active.map(({ id, name }) => ({ id, label: name }))]}
      onChange={(id) =>
        update({ assignee: id === nobody ? null : id }, { assignee: active.find((agent) => agent.id === id) ?? null })
      }
    >
      <Suspense>
        <AssigneeWhy ticket={ticket} />
      </Suspense>
    </Choose>
  );
}

function Team({ ticket, isFixed }: FieldProps) {
  const update = useUpdateTicket(ticket);
  const { data: teams = [] } = useQuery(teamsQuery);
  return (
    <Choose
      label={t('Team')}
      isFixed={isFixed}
      value={ticket.team?.id ?? nobody}
      shown={ticket.team?.name ?? t('No team')}
      choices={[{ id: nobody, label: t('No team') }, ...teams.map(({ id, name }) => ({ id, label: name }))]}
      onChange={(id) =>
        update({ team: id === nobody ? null : id }, { team: teams.find((team) => team.id === id) ?? null })
      }
    />
  );
}

function Topic({ ticket, isFixed }: FieldProps) {
  const update = useUpdateTicket(ticket);
  const { data: topics = [] } = useQuery(topicsQuery);
  return (
    <Choose
      label={t('Topic')}
      isFixed={isFixed}
      value={ticket.topic?.id ?? nobody}
      shown={ticket.topic ? nameIn(ticket.topic.name) : t('No topic')}
      choices={[{ id: nobody, label: t('No topic') }, ...topicChoices(topics)]}
      onChange={(id) =>
        update({ topic: id === nobody ? null : id }, { topic: topics.find((topic) => topic.id === id) ?? null })
      }
    />
  );
}

function Choose(props: {
  label: string;
  isFixed: boolean;
  value: string;
  shown: string;
  choices: Choice[];
  onChange: (id: string) => void;
  children?: ReactNode;
}) {
  return (
    <Property label={props.label}>
      <Picker
        label={props.label}
        searchLabel={t('Find')}
        choices={props.choices}
        value={props.value}
        onChange={(id) => id !== props.value && props.onChange(id)}
        isDisabled={props.isFixed}
      >
        {props.shown}
      </Picker>
      {props.children}
    </Property>
  );
}

function Property({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="self-start py-1 text-ink-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
