import type { MakeCases } from '../case.ts';

const hasNine = (body: unknown) =>
  (body as { views: { count: number }[] }).views.filter(({ count }) => count > 0).length >= 8;

export const countCases: MakeCases = ({ touch }) => [
  {
    name: 'counts of nine views, cold',
    agent: 'owner',
    paths: ['/api/views'],
    times: 60,
    goals: { p95: 60 },
    before: touch,
    check: hasNine,
  },
  {
    name: 'counts of nine views, cached',
    agent: 'owner',
    paths: ['/api/views'],
    times: 300,
    goals: { p95: 2 },
    check: hasNine,
  },
];
