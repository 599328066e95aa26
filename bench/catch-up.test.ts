import { describe, expect, test } from 'vitest';
import { dovecotMissing, hasDovecot } from '../test/dovecot.ts';
import { measureCatchUp } from './catch-up.ts';

if (!hasDovecot) process.stderr.write(`${dovecotMissing}\n`);

describe.skipIf(!hasDovecot)('the measurement of a mailbox that is caught up', { timeout: 240_000 }, () => {
  test('sees every old mail filed once, nothing sent, and the memory it took', async () => {
    const seen: number[] = [];
    const figures = await measureCatchUp(2_000, ({ filed }) => void seen.push(filed), 200);
    expect(figures).toMatchObject({ mails: 2_000, opened: 1_500, sent: 0 });
    expect(figures.perSecond).toBeGreaterThan(0);
    // Linux alone tells what a process holds.
    if (process.platform === 'linux') {
      expect(figures.least).toBeGreaterThan(50);
      expect(figures.most).toBeGreaterThanOrEqual(figures.secondHalf);
      expect(figures.postgresMost).toBeGreaterThan(1);
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(2_000);
  });
});
