import type { Topic } from '../../contract/topics.ts';
import { inTreeOrder, pathTo } from '../../domain/topics/tree.ts';
import type { Choice } from '../../ui/Choices.tsx';
import { nameIn } from './words.ts';

/** The topics in the order of their tree, each with the way to it: "Technical support › Ovens". */
export function topicChoices(topics: readonly Topic[]): Choice[] {
  return inTreeOrder(topics).map(({ id }) => ({ id, label: topicPath(topics, id) }));
}

export function topicPath(topics: readonly Topic[], id: string): string {
  return pathTo(topics, id)
    .map(({ name }) => nameIn(name))
    .reverse()
    .join(' › ');
}
