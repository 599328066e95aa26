import type { View } from '../../contract/views.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import type { Platform } from '../platform/platform.ts';
import { boundedCounts, type Counts } from './bounded-counts.ts';
import { countedTo } from './reads/counts.ts';
import { type FoundView, viewsOf } from './reads/find.ts';

type Kept = { position: number; until: number; restsUntil: number; counts: Promise<Counts> };

/** Views made of time alone ("recently solved") move without an event. */
const keptFor = 2_000;
const mostAgents = 1_000;
/** What took longer than this many milliseconds rests for so many times as long: views that people made cost no more than that part of a processor. */
const slow = 200;
const restsTimes = 10;

/**
 * An agent's views with their counts. Counting costs tens of milliseconds on a large desk and every open screen asks after
 * every change, so each process keeps an agent's counts until the log has moved on, two seconds at most. The views themselves are
 * read each time, and with them where the log stands: whoever saves one sees it at once.
 */
export function countedViews(p: Platform): (actor: AgentActor) => Promise<View[]> {
  const kept = new Map<string, Kept>();
  const count = boundedCounts(p);

  const countsOf = (actor: AgentActor, asked: { conditions: Condition[]; position: number }): Promise<Counts> => {
    const { conditions, position } = asked;
    const key = [actor.id, actor.scope, actor.role, actor.teamIds.join(' '), JSON.stringify(conditions)].join('\n');
    const known = kept.get(key);
    const now = performance.now();
    if (known && known.position === position && known.until > now) return known.counts;
    if (known && known.restsUntil > now) return known.counts;

    if (kept.size >= mostAgents) kept.clear();
    const counting: Kept = { position, until: now + keptFor, restsUntil: 0, counts: count(actor, conditions) };
    kept.set(key, counting);
    counting.counts.then(
      () => {
        const took = performance.now() - now;
        if (took > slow) counting.restsUntil = now + took * (1 + restsTimes);
      },
      () => kept.delete(key),
    );
    return counting.counts;
  };

  return async (actor) => {
    const { views, position } = await viewsOf(p, actor);
    const shown = views.filter(isCounted);
    const counts = await countsOf(actor, { conditions: shown.map(({ condition }) => condition), position });
    const byId = new Map(shown.map(({ id }, index) => [id, counts[index] ?? null]));
    return views.map((view) => counted(view, byId.get(view.id) ?? null));
  };
}

function isCounted({ isHidden, isBroken }: FoundView): boolean {
  return !isHidden && !isBroken;
}

function counted({ isBroken, isSaved, ...view }: FoundView, found: number | null): View {
  if (found === null) return { ...view, count: null, isMore: false };
  return { ...view, count: Math.min(found, countedTo), isMore: found > countedTo };
}
