import { useNavigate, useParams } from '@tanstack/react-router';
import type { TicketRow } from '../../contract/tickets.ts';
import { useCommands } from '../app/commands.ts';

export const rowLinkId = (number: number) => `ticket-row-${number}`;

/** J and K walk the list: through open tickets when one is open, else along the rows. */
export function useListCommands(rows: TicketRow[], scrollTo: (index: number) => void): void {
  const navigate = useNavigate();
  const { number } = useParams({ strict: false }) as { number?: string };
  const step = (by: 1 | -1) => {
    const at = number === undefined ? focusedIndex(rows) : rows.findIndex((row) => row.number === Number(number));
    const index = Math.min(Math.max(at + by, 0), rows.length - 1);
    const next = rows[index];
    if (next === undefined) return;
    scrollTo(index);
    if (number === undefined) requestAnimationFrame(() => document.getElementById(rowLinkId(next.number))?.focus());
    else void navigate({ to: '/tickets/$number', params: { number: String(next.number) }, search: true });
  };
  const openFocused = () => {
    const row = rows[Math.max(focusedIndex(rows), 0)];
    if (row) void navigate({ to: '/tickets/$number', params: { number: String(row.number) }, search: true });
  };
  useCommands('list', {
    next: () => step(1),
    previous: () => step(-1),
    open: openFocused,
    back: () => navigate({ to: '/tickets', search: true }),
  });
}

function focusedIndex(rows: TicketRow[]): number {
  const id = document.activeElement?.id;
  return rows.findIndex((row) => rowLinkId(row.number) === id);
}
