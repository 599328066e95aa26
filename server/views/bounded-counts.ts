import type { Condition } from '../../domain/conditions/condition.ts';
import type { AgentActor } from '../../domain/permissions.ts';
import { systemViews } from '../../domain/views.ts';
import type { Platform } from '../platform/platform.ts';
import { countTickets, isIndexed } from './reads/counts.ts';

/** By condition, in their order; null where counting takes too long. */
export type Counts = (number | null)[];

/** Milliseconds for all of them together, and for one alone when that was not enough. */
const longestTogether = 1_500;
const longestAlone = 300;
/** What took too long is left uncounted for a minute: nobody's view costs the desk more than this. */
const restsFor = 60_000;
const mostResting = 10_000;

/**
 * Counts what people made up, which no index may help. All are counted in one statement; when that takes too long each doubtful
 * one is tried alone, and those to blame rest. Nothing an agent saves keeps the counts of the desk's own views away.
 */
export function boundedCounts(p: Platform): (actor: AgentActor, conditions: Condition[]) => Promise<Counts> {
  const resting = new Map<string, number>();
  const keyOf = (actor: AgentActor, condition: Condition) => `${actor.id} ${JSON.stringify(condition)}`;

  return async (actor, conditions) => {
    const now = performance.now();
    const awake = conditions.filter((condition) => (resting.get(keyOf(actor, condition)) ?? 0) < now);
    const { counts, tooLong } = await countAwake(p, actor, awake);
    if (resting.size >= mostResting) resting.clear();
    for (const condition of tooLong) resting.set(keyOf(actor, condition), performance.now() + restsFor);
    return conditions.map((condition) => counts.get(condition) ?? null);
  };
}

type Counted = { counts: Map<Condition, number>; tooLong: Condition[] };

async function countAwake(p: Platform, actor: AgentActor, conditions: Condition[]): Promise<Counted> {
  const doubtful = conditions.filter(isDoubtful);
  if (doubtful.length === 0) return { counts: await count(p, actor, { conditions }), tooLong: [] };
  const together = await count(p, actor, { conditions, longest: longestTogether });
  if (together.size > 0) return { counts: together, tooLong: [] };

  const sure = conditions.filter((condition) => !isDoubtful(condition));
  const counts = await count(p, actor, { conditions: sure });
  for (const condition of doubtful) {
    const [alone] = await count(p, actor, { conditions: [condition], longest: longestAlone });
    if (alone) counts.set(...alone);
  }
  return { counts, tooLong: doubtful.filter((condition) => !counts.has(condition)) };
}

type Asked = { conditions: Condition[]; longest?: number };

/** Empty when it took too long. */
async function count(p: Platform, actor: AgentActor, asked: Asked): Promise<Map<Condition, number>> {
  const found = await countTickets(p, actor, asked);
  if (found === null) return new Map();
  return new Map(asked.conditions.map((condition, index) => [condition, found[index] ?? 0]));
}

const ofDesk = new Set(systemViews.map(({ condition }) => condition));

/** No index is known to answer it. */
function isDoubtful(condition: Condition): boolean {
  return !isIndexed(condition) && !ofDesk.has(condition);
}
