import { builtIn, type Catalogue, operatorsOf } from '../conditions/catalogue.ts';
import type { Condition, Question } from '../conditions/condition.ts';

const always: Condition = { all: [] };
const never: Condition = { any: [] };

/**
 * A condition about all tickets that holds for each of which the given one holds now or may hold later by time alone: what it
 * asks about time, or what SQL cannot answer, is taken as answered in its favour. Which tickets a new rule has to look at.
 */
export function withinReach(condition: Condition, catalogue: Catalogue = builtIn, isDenied = false): Condition {
  const inner = (part: Condition) => withinReach(part, catalogue, isDenied);
  if ('not' in condition) return { not: withinReach(condition.not, catalogue, !isDenied) };
  if ('all' in condition) return { all: condition.all.map(inner) };
  if ('any' in condition) return { any: condition.any.map(inner) };
  if (staysInSql(condition, catalogue)) return condition;
  return isDenied ? never : always;
}

function staysInSql({ field: id, op }: Question, catalogue: Catalogue): boolean {
  const field = catalogue.field(id);
  if (field === undefined || field.type === 'instant' || field.type === 'open') return false;
  return operatorsOf(field, 'sql').some(([known]) => known === op);
}
