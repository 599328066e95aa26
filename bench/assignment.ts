import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { giveOut } from '../server/assignment/commands/give-out.ts';
import type { Platform } from '../server/platform/platform.ts';
import { addCrowd, type CrowdSizes, type Outcome, outcomeOf } from '../test/crowd.ts';

export type AssignmentFigures = Outcome & { seconds: number };

/** So many workers give out the same waiting tickets at once, each until nothing is left to give. Call it on a crowd. */
export async function giveOutTogether(platforms: readonly Platform[], workers: number): Promise<number> {
  const began = performance.now();
  const work = async (p: Platform) => {
    for (let idle = 0; idle < 3; ) {
      idle = (await giveOut(p)) ? 0 : idle + 1;
      if (idle > 0) await sleep(20 * idle);
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, at) => work(platforms[at % platforms.length] as Platform)));
  return (performance.now() - began) / 1000;
}

export async function measureAssignment(
  platforms: readonly Platform[],
  { workers, ...sizes }: CrowdSizes & { workers: number },
): Promise<AssignmentFigures> {
  const [p] = platforms as readonly [Platform];
  await addCrowd(p.db, sizes, p.clock.now());
  const seconds = await giveOutTogether(platforms, workers);
  return { seconds, ...(await outcomeOf(p.db)) };
}

const goalSeconds = 10;

/** `node bench/assignment.ts`: 5,000 tickets for 100 agents with 20 skills, given out by 50 workers at once. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { tickets: { type: 'string', default: '5000' } } });
  const { withPlatforms } = await import('./platforms.ts');
  const figures = await withPlatforms(5, (platforms) =>
    measureAssignment(platforms, {
      workers: 50,
      tickets: Number(values.tickets),
      agents: 100,
      teams: 10,
      skills: 20,
      cap: 18,
    }),
  );
  const isGood = figures.twice + figures.overCap + figures.without === 0 && figures.seconds < goalSeconds;
  process.stdout.write(
    `${figures.given} tickets given in ${figures.seconds.toFixed(1)} s (goal ${goalSeconds} s), ${figures.waiting} wait; ` +
      `${figures.twice} twice, ${figures.overCap} agents over their limit, ${figures.without} without a required skill\n`,
  );
  process.exitCode = isGood ? 0 : 1;
}

if (import.meta.main) await main();
