import { AppError } from '../errors.ts';

/** A place in the tree: `parentId` null is the top. Inside the ids are the database's, outside public ones. */
export type Branch<Id = number> = { id: Id; parentId: Id | null };

/** Technical support › Ovens › Baking stone: more steps than these nobody finds again. */
export const deepest = 3;

/** The topic and those above it, itself first. A tree that was broken by hand still ends. */
export function pathTo<B extends Branch<unknown>>(topics: readonly B[], id: B['id']): B[] {
  const path: B[] = [];
  let at = topics.find((topic) => topic.id === id);
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    const { parentId } = at;
    at = topics.find((topic) => topic.id === parentId);
  }
  return path;
}

/** All topics as they are read: each followed by those under it, siblings in the order given. `level` begins at 1. */
export function inTreeOrder<B extends Branch<unknown>>(topics: readonly B[]): (B & { level: number })[] {
  const under = (parentId: B['parentId'], level: number): (B & { level: number })[] =>
    topics
      .filter((topic) => topic.parentId === parentId)
      .flatMap((topic) => [{ ...topic, level }, ...(level < deepest ? under(topic.id, level + 1) : [])]);
  return under(null, 1);
}

/** Refuses a place for a topic: under itself, or so deep that it or what hangs on it has no level left. */
export function refusePlace(
  topics: readonly Branch[],
  { id, parentId }: { id: number | null; parentId: number | null },
) {
  if (parentId === null) return;
  const above = pathTo(topics, parentId);
  if (above.some((topic) => topic.id === id)) {
    throw new AppError('invalid', 'topic_in_circle', 'A topic cannot stand under itself.', {
      fields: { parent: 'This is the topic itself, or one under it.' },
    });
  }
  if (above.length + (id === null ? 1 : heightOf(topics, id)) > deepest) {
    throw new AppError('invalid', 'topic_too_deep', `Topics go ${deepest} levels deep.`, {
      fields: { parent: `Topics go ${deepest} levels deep.` },
    });
  }
}

/** How many levels a topic takes with what stands under it. */
function heightOf(topics: readonly Branch[], id: number): number {
  const under = topics.filter((topic) => topic.parentId === id);
  return 1 + Math.max(0, ...under.map((topic) => heightOf(topics, topic.id)));
}
