import type { MakeCases } from '../case.ts';

const goals = { p95: 10, ratio: 3 };
const isFull = (body: unknown) => (body as { tickets: unknown[] }).tickets.length === 50;
const mayBeShort = (body: unknown) => Array.isArray((body as { tickets: unknown[] }).tickets);

export const listCases: MakeCases = () => [
  {
    name: 'list of 50, all active by due time',
    agent: 'owner',
    paths: ['/api/tickets?view=all-active&limit=50'],
    times: 300,
    goals,
    check: isFull,
  },
  {
    name: 'list of 50, a team by due time',
    agent: 'owner',
    paths: [3, 7, 11, 15].map((team) => `/api/tickets?view=team:team-${team}&limit=50`),
    times: 300,
    goals,
    check: isFull,
  },
  {
    name: 'list of 50, everything by last change',
    agent: 'owner',
    paths: ['/api/tickets?limit=50', '/api/tickets?sort=created&limit=50'],
    times: 300,
    goals,
    check: isFull,
  },
  {
    name: 'list of 50, every system view',
    agent: 'owner',
    paths: ['my-open', 'unassigned', 'critical-and-high', 'pending', 'on-hold', 'recently-solved'].map(
      (view) => `/api/tickets?view=${view}&limit=50`,
    ),
    times: 300,
    goals,
    check: isFull,
  },
  {
    name: 'list of 50, an agent of one team',
    agent: 'agent',
    paths: ['my-open', 'my-teams', 'all-active', 'unassigned'].map((view) => `/api/tickets?view=${view}&limit=50`),
    times: 300,
    goals,
    check: mayBeShort,
  },
  {
    name: 'list of 50, a limited agent',
    agent: 'limited',
    paths: ['/api/tickets?view=all-active&limit=50', '/api/tickets?limit=50'],
    times: 300,
    goals,
    check: mayBeShort,
  },
];
