import { spawnSync } from 'node:child_process';

/**
 * `npm run check`: exactly what CI runs, as named steps. `--without test` leaves steps out; `--only lint` runs one.
 * Every step runs even when an earlier one failed, so that one run shows everything.
 */
type Step = { name: string; command: string[] };

const steps: Step[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'promises', command: ['oxlint', '--config', '.oxlintrc.json', '--type-aware', '--deny-warnings'] },
  { name: 'locales', command: ['node', 'scripts/locales.ts'] },
  { name: 'schema', command: ['node', 'scripts/dump-schema.ts', '--check'] },
  { name: 'bundle', command: ['node', 'scripts/bundle-size.ts'] },
  { name: 'numbers', command: ['node', 'scripts/numbers.ts'] },
  { name: 'test', command: ['vitest', 'run'] },
];

const chosen = pick(process.argv.slice(2));
const failed: string[] = [];
for (const step of chosen) {
  const started = Date.now();
  const [command = '', ...args] = step.command;
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`);
  if (status !== 0) failed.push(step.name);
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}

function pick(args: string[]): Step[] {
  const without = valuesOf(args, '--without');
  const only = valuesOf(args, '--only');
  const unknown = [...without, ...only].filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No such step: ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}.`);
    process.exit(2);
  }
  return steps.filter((step) => !without.includes(step.name) && (only.length === 0 || only.includes(step.name)));
}

function valuesOf(args: string[], flag: string): string[] {
  return args.flatMap((arg, at) => (args[at - 1] === flag ? arg.split(',') : []));
}
