import type { View } from '../../contract/views.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import type { Platform } from '../platform/platform.ts';
import { countedTo, countTickets } from './reads/counts.ts';
import { viewsOf } from './reads/find.ts';
import { lastPosition } from './reads/position.ts';

type Kept = { position: number; until: number; views: Promise<View[]> };

/** Views made of time alone ("recently solved") move without an event. */
const keptFor = 2_000;
const mostAgents = 1_000;

/**
 * An agent's views with their counts. Counting costs tens of milliseconds on a large desk and every open screen asks after
 * every change, so each process keeps an agent's counts until the log has moved on, two seconds at most. Asking where the log
 * stands is one row by its key; being told of it would need a listener in every process for the same answer.
 */
export function countedViews(p: Platform): (actor: AgentActor) => Promise<View[]> {
  const kept = new Map<string, Kept>();

  return async (actor) => {
    const key = `${actor.id} ${actor.scope} ${actor.role} ${actor.teamIds.join(' ')}`;
    const position = await lastPosition(p);
    const known = kept.get(key);
    if (known && known.position === position && known.until > performance.now()) return known.views;

    if (kept.size >= mostAgents) kept.clear();
    const views = count(p, actor);
    kept.set(key, { position, until: performance.now() + keptFor, views });
    views.catch(() => kept.delete(key));
    return views;
  };
}

async function count(p: Platform, actor: AgentActor): Promise<View[]> {
  const views = await viewsOf(p, actor);
  const counts = await countTickets(
    p,
    actor,
    views.map(({ condition }) => condition),
  );
  return views.map(({ condition, ...view }, index) => {
    const found = counts[index] ?? 0;
    return { ...view, count: Math.min(found, countedTo), isMore: found > countedTo };
  });
}
