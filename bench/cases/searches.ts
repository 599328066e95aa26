import type { MakeCases } from '../case.ts';
import { vocabulary } from '../words.ts';

const hasHits = (body: unknown) => (body as { hits: unknown[] }).hits.length > 0;
const path = (q: string) => `/api/search?${new URLSearchParams({ q })}`;

/** Words from the most common to the rarest, so that every plan takes its turn. */
const { written } = vocabulary('pt');
const words = [20, 40, 60, 80, 100, 140, 200, 400, 800, 1600, 3200, 6400].map((rank) => written[rank] ?? '');
const pairs = [20, 50, 90, 150].map((rank) => `${written[rank]} ${written[rank + 7]}`);

export const searchCases: MakeCases = () => [
  { name: 'search, one word', agent: 'owner', paths: words.map(path), times: 240, goals: { p95: 25 }, check: hasHits },
  { name: 'search, two words', agent: 'owner', paths: pairs.map(path), times: 160, goals: { p95: 25 }, check: hasHits },
  {
    name: 'search, an agent of one team',
    agent: 'agent',
    paths: words.slice(0, 8).map(path),
    times: 160,
    goals: { p95: 50 },
    check: hasHits,
  },
  {
    name: 'search, a limited agent',
    agent: 'limited',
    paths: [...words.slice(0, 8), ...pairs].map(path),
    times: 160,
    goals: { p95: 50 },
    check: hasHits,
  },
  // No goal: a phrase of words that are everywhere has to be looked for in the messages themselves.
  { name: 'search, a phrase', agent: 'owner', paths: [path('"nota fiscal"')], times: 40, goals: {}, check: hasHits },
];
