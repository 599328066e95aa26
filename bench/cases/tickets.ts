import type { MakeCases } from '../case.ts';

const hasTen = (body: unknown) => (body as { messages: unknown[] }).messages.length === 10;

/** The long talks of the seed: every five-hundredth ticket. */
export const ticketCases: MakeCases = ({ sizes }) => [
  {
    name: 'open a ticket with 10 messages',
    agent: 'owner',
    paths: Array.from({ length: 20 }, (_, n) => {
      const number = 500 * (1 + Math.floor(((n + 0.5) / 20) * Math.floor(sizes.tickets / 500)));
      return `/api/tickets/${Math.min(number, Math.floor(sizes.tickets / 500) * 500)}?include=messages`;
    }),
    times: 300,
    goals: { p95: 10, ratio: 3 },
    check: hasTen,
  },
];
