import { useState } from 'react';
import type { Topic } from '../../../contract/topics.ts';
import { t } from '../../../locales/translate.ts';
import { SelectField } from '../../../ui/SelectField.tsx';
import { keys } from '../../app/queries.ts';
import { topicChoices } from '../../tickets/topic-choices.ts';
import { nameIn } from '../../tickets/words.ts';
import { RemoveDialog } from '../remove-dialog.tsx';
import { removeTopic } from './topic-calls.ts';

const keep = 'keep';

/** Asks where its open tickets go before a topic is removed. */
export function RemoveTopicDialog(props: { topics: Topic[]; topic: Topic; onClose: () => void }) {
  const { topics, topic, onClose } = props;
  const [tickets, setTickets] = useState(keep);
  const others = topicChoices(topics).filter(({ id }) => id !== topic.id);
  const field = (
    <SelectField
      className="mt-3.5"
      label={t('Its open tickets')}
      choices={[
        { id: keep, label: t('keep it') },
        { id: 'none', label: t('have no topic') },
        ...others.map(({ id, label }) => ({ id, label: t('go to: {topic}', { topic: label }) })),
      ]}
      value={tickets}
      onChange={setTickets}
    />
  );
  return (
    <RemoveDialog
      name={nameIn(topic.name)}
      act={() => removeTopic(topic.id, tickets === keep ? undefined : tickets)}
      stale={[keys.topics, keys.fields, keys.inboxes]}
      onClose={onClose}
      more={field}
    >
      {t('If tickets have it, closed ones too, it goes to the archive; else it is gone.')}
    </RemoveDialog>
  );
}
