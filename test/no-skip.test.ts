import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atende-no-skip-'));
  const reporter = path.join(root, 'test/no-skip.ts');
  await writeFile(
    path.join(folder, 'vitest.config.ts'),
    `import { failOnSkipped } from '${reporter}';
    export default { test: { globals: true, reporters: ['default', failOnSkipped()] } };`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function runOf(tests: string): Promise<{ code: number; said: string }> {
  await writeFile(path.join(folder, 'some.test.ts'), tests);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--root', folder, '--config', `${folder}/vitest.config.ts`];
  return promisify(execFile)(process.execPath, args, { cwd: root }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  );
}

test.each([
  ['skipped', `test.skip('is left out', () => {}); test('runs', () => {});`],
  ['skipped on a condition', `test.skipIf(true)('is left out', () => {}); test('runs', () => {});`],
  ['still to be written', `test.todo('is left out'); test('runs', () => {});`],
  ['left out by another that runs alone', `test.only('runs', () => {}); test('is left out', () => {});`],
])('in CI a test that is %s fails the run and is named', { timeout: 30_000 }, async (...[, tests]) => {
  const { code, said } = await runOf(tests);
  expect(said).toMatch(/Skipped tests are failures here:\n {2}some\.test\.ts: is left out\n|\.only/);
  expect(code).toBe(1);
});

test('a run that leaves nothing out passes', { timeout: 30_000 }, async () => {
  expect(await runOf(`test('runs', () => {});`)).toMatchObject({ code: 0 });
});
