import type { Field } from '../field.ts';
import { type FieldType, type OperatorId, operators } from '../operators.ts';

/** What may stand between a field and its value. */
export const signs = [':', '=', '~', '<', '>', '<=', '>='] as const;
export type Sign = (typeof signs)[number];

const byType: Record<FieldType, Partial<Record<Sign, OperatorId>>> = {
  choice: { ':': 'is' },
  rank: { ':': 'is', '>=': 'at_least', '<=': 'at_most' },
  reference: { ':': 'is' },
  text: { ':': 'contains', '=': 'is', '~': 'matches' },
  number: { ':': 'is', '<': 'less_than', '>': 'greater_than', '<=': 'at_most', '>=': 'at_least' },
  date: { ':': 'is', '<': 'before', '>': 'after' },
  instant: { '<': 'before', '>': 'after' },
  flag: { ':': 'is' },
  open: { ':': 'is' },
  tags: { ':': 'has_any' },
};

/** The operator that a sign asks with; only texts tell `=` from `:`. */
export function operatorOf({ type }: Field, sign: Sign): OperatorId | undefined {
  return byType[type][sign] ?? (sign === '=' ? byType[type][':'] : undefined);
}

export function signOf({ type }: Field, op: OperatorId): Sign | undefined {
  return signs.find((sign) => byType[type][sign] === op);
}

/** Of the questions about a length of time, those that `<` and `>` say: by whose hours, and on which side of now. */
export function lengthOperator(field: Field, sign: '<' | '>', isBusiness: boolean): OperatorId {
  const side = sign === '<' ? 'less_than' : 'more_than';
  if (isBusiness) return `business_hours_since_${side}`;
  return field.isAhead ? `hours_until_${side}` : `hours_since_${side}`;
}

/** The operator that says no to this one. */
export function denialOf({ type }: Field, op: OperatorId): OperatorId | undefined {
  const all = Object.entries(operators[type]) as [OperatorId, { opposite?: OperatorId }][];
  return all.find(([, { opposite }]) => opposite === op)?.[0];
}
