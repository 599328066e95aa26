import type { Grade, Priority } from '../tickets/ticket.ts';

/** From 1 (high) to 3 (low), in the order people choose them. */
export const grades = [1, 2, 3] as const satisfies readonly Grade[];

/** The priority of each impact (row) and urgency (column), high to low. */
export type PriorityMatrix = readonly [Row, Row, Row];
type Row = readonly [Priority, Priority, Priority];

/** As ITIL draws it (Service Operation, "Incident prioritization"), in the desk's four priorities. */
export const usualMatrix: PriorityMatrix = [
  ['critical', 'high', 'medium'],
  ['high', 'medium', 'low'],
  ['medium', 'low', 'low'],
];

/** The priority that impact and urgency make together; null while one of them is unknown. */
export function priorityOf(matrix: PriorityMatrix, impact: Grade | null, urgency: Grade | null): Priority | null {
  if (impact === null || urgency === null) return null;
  return matrix[(impact - 1) as 0 | 1 | 2][(urgency - 1) as 0 | 1 | 2];
}
