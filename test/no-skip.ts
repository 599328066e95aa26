import type { Reporter } from 'vitest/node';

/** A test that was left out proves nothing: where this stands among the reporters, the run fails and names each one. */
export function failOnSkipped(): Reporter {
  return {
    onTestRunEnd(modules) {
      const skipped = modules.flatMap((module) =>
        [...module.children.allTests('skipped')].map((test) => `${module.relativeModuleId}: ${test.fullName}`),
      );
      if (skipped.length === 0) return;
      process.exitCode = 1;
      process.stderr.write(`\nSkipped tests are failures here:\n  ${skipped.join('\n  ')}\n`);
    },
  };
}
