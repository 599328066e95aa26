import type { Role } from '../../../domain/agents.ts';
import type { Person } from '../../../domain/suspicion.ts';

export type Since = { since: Date; roleOf: (slug: string) => Role };

export function personOf(row: { id: string; name: string; role: string }, roleOf: Since['roleOf']): Person {
  return { id: row.id, name: row.name, role: roleOf(row.role) };
}
