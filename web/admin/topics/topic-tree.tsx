import type { Topic } from '../../../contract/topics.ts';
import { deepest, inTreeOrder } from '../../../domain/topics/tree.ts';
import { t } from '../../../locales/translate.ts';
import { Button } from '../../../ui/Button.tsx';
import { keys } from '../../app/queries.ts';
import { useSaving } from '../../app/use-saving.ts';
import { nameIn } from '../../tickets/words.ts';
import { MoveButtons, moved } from '../move-buttons.tsx';
import { orderTopics } from './topic-calls.ts';

export type OpenTopic =
  | { kind: 'none' }
  | { kind: 'form'; topic: Topic | null; parentId: string | null }
  | { kind: 'remove'; topic: Topic };

type Props = { topics: Topic[]; onOpen: (open: OpenTopic) => void };

/** The topics as a tree: each level further in, siblings with their order. */
export function TopicTree({ topics, onOpen }: Props) {
  const order = useSaving({ act: orderTopics, stale: [keys.topics] });
  return (
    <ul aria-label={t('Topics')} className="border-t border-line">
      {inTreeOrder(topics).map(({ level, ...topic }) => {
        const siblings = topics.filter(({ parentId }) => parentId === topic.parentId).map(({ id }) => id);
        const at = siblings.indexOf(topic.id);
        return (
          <li
            key={topic.id}
            className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line py-3"
            style={{ paddingInlineStart: `${(level - 1) * 28}px` }}
          >
            <MoveButtons
              name={nameIn(topic.name)}
              at={at}
              count={siblings.length}
              onMove={(to) => order.mutate(moved(siblings, at, to))}
            />
            <Words topic={topic} level={level} />
            <Acts topic={topic} isDeepest={level === deepest} onOpen={onOpen} />
          </li>
        );
      })}
    </ul>
  );
}

function Words({ topic, level }: { topic: Topic; level: number }) {
  return (
    <div className="min-w-0 flex-1 basis-60">
      <h2 className="font-[550] wrap-anywhere">
        {nameIn(topic.name)}
        {level > 1 ? <span className="sr-only"> ({t('level {level}', { level })})</span> : null}
      </h2>
      {topic.description === null ? null : <p className="text-ink-2">{nameIn(topic.description)}</p>}
      <p className="text-meta text-ink-3">{topicInWords(topic)}</p>
    </div>
  );
}

/** What a topic chooses itself; what it leaves open is not said. */
function topicInWords({ team, slaPolicy, form, checklist, confirmation }: Topic): string {
  const said: string[] = [];
  if (team !== null) said.push(t('Team: {name}', { name: team.name }));
  if (slaPolicy !== null) said.push(t('SLA: {name}', { name: slaPolicy.name }));
  if (form.length > 0) said.push(t('{count, plural, one {# field} other {# fields}}', { count: form.length }));
  if (checklist.length > 0) {
    said.push(t('{count, plural, one {# question} other {# questions}}', { count: checklist.length }));
  }
  if (confirmation.kind === 'own') said.push(t('confirms in its own words'));
  if (confirmation.kind === 'none') said.push(t('no confirmation'));
  return said.join(' · ') || t('As the topic above it');
}

function Acts({ topic, isDeepest, onOpen }: { topic: Topic; isDeepest: boolean; onOpen: Props['onOpen'] }) {
  const name = nameIn(topic.name);
  return (
    <span className="flex flex-wrap items-center gap-1">
      {isDeepest ? null : (
        <Button
          look="quiet"
          aria-label={t('New below {name}', { name })}
          onPress={() => onOpen({ kind: 'form', topic: null, parentId: topic.id })}
        >
          {t('New below')}
        </Button>
      )}
      <Button
        look="quiet"
        aria-label={t('Edit {name}', { name })}
        onPress={() => onOpen({ kind: 'form', topic, parentId: topic.parentId })}
      >
        {t('Edit')}
      </Button>
      <Button look="quiet" aria-label={t('Remove {name}', { name })} onPress={() => onOpen({ kind: 'remove', topic })}>
        {t('Remove')}
      </Button>
    </span>
  );
}
