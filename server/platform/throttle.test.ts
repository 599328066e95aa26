import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { countAttempt, forgetOldThrottles, netOf, refundAttempt } from './throttle.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: () => [], isEmpty: true });
  desk.clock.set(new Date('2026-11-21T12:00:00Z'));
});
afterAll(() => desk.close());

const limits = [
  { times: 3, seconds: 60 },
  { times: 5, seconds: 3600 },
];
const attempt = async (bucket: string) =>
  countAttempt(desk.p, [{ bucket, limits }]).then(
    () => 'in',
    (error) => error.code,
  );

test('lets so many in, then nobody until the window has slid on', async () => {
  expect([await attempt('a'), await attempt('a'), await attempt('a'), await attempt('a')]).toEqual([
    'in',
    'in',
    'in',
    'too_many_requests',
  ]);
  expect(await attempt('b')).toBe('in');
  desk.clock.advance(61);
  expect(await attempt('a')).toBe('too_many_requests');
  desk.clock.advance(60 * 60 * 2);
  expect(await attempt('a')).toBe('in');
});

test('counts every attempt of many at once', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('crowd')));
  expect(answers.filter((one) => one === 'in')).toHaveLength(3);
});

test('an attempt that was none is given back', async () => {
  for (let count = 0; count < 6; count++) {
    expect(await attempt('refunded')).toBe('in');
    await refundAttempt(desk.p, [{ bucket: 'refunded', limits }]);
  }
});

test('says how long to wait', async () => {
  for (let count = 0; count < 3; count++) await attempt('wait');
  await expect(countAttempt(desk.p, [{ bucket: 'wait', limits }])).rejects.toMatchObject({
    details: { retryAfter: expect.any(Number) },
  });
});

test('forgets what is a day old', async () => {
  await attempt('old');
  desk.clock.advance(60 * 60 * 26);
  await forgetOldThrottles(desk.p);
  expect(await desk.db.selectFrom('throttles').select('bucket').execute()).toEqual([]);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:0db8:1:2::1', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is counted as %s', (ip, net) => {
  expect(netOf(ip)).toBe(net);
});
