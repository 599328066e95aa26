import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** A topic with a question, and a field of the desk. */
export async function makeTopics({ db }: Desk, marker: string) {
  const words = JSON.stringify({ en: `Word ${marker}` });
  const field = await db
    .insertInto('fields')
    .values({ uuid: newId(), key: marker, type: 'text', label: words, position: 99 })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const topic = await db
    .insertInto('topics')
    .values({ uuid: newId(), slug: marker, name: words, position: 99 })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const question = await db
    .insertInto('topic_questions')
    .values({ uuid: newId(), topic_id: topic.id, position: 1, text: words })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return { topic, topics: { fieldId: field.uuid, topicId: topic.uuid, questionId: question.uuid } };
}
