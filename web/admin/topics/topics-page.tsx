import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import type { Topic } from '../../../contract/topics.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { PlusIcon } from '../../../ui/icons.ts';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { later } from '../../app/later.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { nameIn } from '../../tickets/words.ts';
import { allTopicsQuery, updateTopic } from './topic-calls.ts';
import { RemoveTopicDialog } from './topic-remove.tsx';
import { type OpenTopic, TopicTree } from './topic-tree.tsx';

const TopicDialog = later(() => import('./topic-dialog.tsx').then((it) => it.TopicDialog));

/** What tickets are about: a tree whose topics say who gets their tickets, what to ask and how to confirm. */
export function TopicsPage() {
  const { data: topics } = useQuery(allTopicsQuery);
  const [open, setOpen] = useState<OpenTopic>({ kind: 'none' });
  const close = () => setOpen({ kind: 'none' });
  const active = (topics ?? []).filter(({ isArchived }) => !isArchived);
  const archived = (topics ?? []).filter(({ isArchived }) => isArchived);
  const add = (
    <Button look="primary" onPress={() => setOpen({ kind: 'form', topic: null, parentId: null })}>
      <PlusIcon aria-hidden className="size-4" />
      {t('New topic')}
    </Button>
  );
  return (
    <>
      <PageHead
        title={t('Topics')}
        lead={t(
          'What tickets are about. A topic says which team gets them, what is promised and asked; what it leaves open it takes from the topic above it.',
        )}
        action={add}
      />
      {topics === undefined ? <Skeleton lines={6} /> : null}
      {topics && active.length === 0 ? (
        <EmptyState title={t('No topics yet')}>{t('Make one for each kind of request.')}</EmptyState>
      ) : null}
      {active.length > 0 ? <TopicTree topics={active} onOpen={setOpen} /> : null}
      {archived.length > 0 ? <Archive topics={archived} /> : null}
      {open.kind === 'form' ? (
        <Suspense>
          <TopicDialog topics={active} topic={open.topic} parentId={open.parentId} onClose={close} />
        </Suspense>
      ) : null}
      {open.kind === 'remove' ? <RemoveTopicDialog topics={active} topic={open.topic} onClose={close} /> : null}
    </>
  );
}

function Archive({ topics }: { topics: Topic[] }) {
  const back = useSaving({
    act: (id: string) => updateTopic(id, { isArchived: false }),
    stale: [keys.topics],
    done: t('It is offered again.'),
  });
  return (
    <section className="mt-8">
      <h2 className="mb-1 font-[550]">{t('Archive')}</h2>
      <p className="mb-2 text-meta text-ink-3">{t('No longer offered; tickets that have them keep them.')}</p>
      <ul className="border-t border-line">
        {topics.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-center gap-4 border-b border-line py-2">
            <span className="min-w-0 flex-1 text-ink-2">{nameIn(name)}</span>
            <Button
              look="quiet"
              aria-label={t('Bring back {name}', { name: nameIn(name) })}
              onPress={() => back.mutate(id)}
            >
              {t('Bring back')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
