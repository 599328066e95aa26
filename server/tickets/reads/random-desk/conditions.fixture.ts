import { type Catalogue, catalogueWith, type FieldId, operatorsOf } from '../../../../domain/conditions/catalogue.ts';
import type { Condition, Question } from '../../../../domain/conditions/condition.ts';
import type { OperatorId, Place, ValueShape } from '../../../../domain/conditions/operators.ts';
import type { Value } from '../../../../domain/conditions/values.ts';
import { fold } from '../../../../domain/text.ts';

import { customFields } from './own-fields.fixture.ts';
import { pick, type Random, some } from './random.fixture.ts';
import type { Made } from './tickets.fixture.ts';
import { days, subjects } from './words.fixture.ts';

export const catalogue: Catalogue = catalogueWith(customFields);

/** Every field with every operator of a place. */
export const pairsAt = (place: Place): { field: FieldId; op: OperatorId }[] =>
  catalogue.ids.flatMap((id) => {
    const field = catalogue.field(id);
    return field ? operatorsOf(field, place).map(([op]) => ({ field: id, op })) : [];
  });

const texts = [
  ...['nao', 'NÃO', 'solicitações', 'solicitacao', '%', '_', '\\', '100%', 'groß', "o'b"],
  ...['"order"', 'ﬁ', '😀', 'invoice', 'é', 'a'],
];
const patterns = ['^n[aã]o', 'reembolso|invoice', '\\d+%', 'SOLICITA', '[öo]', 'x{3}', 'ok$', '.', '[a-z]+@?'];

export function makeQuestion(random: Random, { field, op }: { field: FieldId; op: OperatorId }, made: Made): Question {
  const known = catalogue.field(field);
  const found = known && operatorsOf(known, 'event').find(([id]) => id === op);
  const shape = found?.[1].value ?? 'none';
  if (shape === 'none') return { field, op };
  return { field, op, value: makeValue(random, { field, shape }, made) };
}

type Wanted = { field: FieldId; shape: ValueShape };

function makeValue(random: Random, { field, shape }: Wanted, made: Made): Value {
  const choices = choicesOf(field, made);
  switch (shape) {
    case 'one':
      return pick(random, choices);
    case 'many': {
      const several = some(random, choices, 4);
      return several.length > 0 ? several : [pick(random, choices)];
    }
    case 'number':
      return makeNumber(random, field);
    case 'date':
      return pick(random, days);
    case 'instant':
      return new Date(made.now.getTime() - Math.floor(random() * 120 - 20) * 3_600_000).toISOString();
    case 'hours':
    case 'business_hours':
      return random() < 0.7 ? Math.floor(random() * 60) : random() * 60;
    case 'flag':
      return random() < 0.5;
    case 'pattern':
      return pick(random, patterns);
    default:
      return pick(random, textsFor(field, made));
  }
}

function makeNumber(random: Random, field: FieldId): number {
  if (field.endsWith('.seats')) return pick(random, [3, 12, 12.5, 0]);
  if (field === 'field:amount') return pick(random, [0, 1, 2, 2.5, 1e21, -3, 0.1]);
  return Math.floor(random() * (field === 'number' ? 160 : 6));
}

function choicesOf(id: FieldId, made: Made): readonly string[] {
  const field = catalogue.field(id);
  const own = field && 'choices' in field ? field.choices : undefined;
  return own ?? made.values[id] ?? ['x'];
}

function textsFor(field: FieldId, made: Made): readonly string[] {
  const own = made.values[field];
  if (own) return own;
  if (field === 'field:steps') return [...subjects, 'a'].filter((text) => fold(text) !== '');
  if (field.endsWith('name')) return ['Carla', 'carla souza', 'joao', 'padaria central', 'acao', 'LUKASZ', 'a', "o'b"];
  return [...texts, ...subjects].filter((text) => fold(text) !== '');
}

/** A tree of up to `depth` groups, empty groups among them. */
export function makeTree(random: Random, depth: number, made: Made): Condition {
  if (depth === 0 || random() < 0.25) return makeQuestion(random, pick(random, pairsAt('sql')), made);
  const kind = random();
  if (kind < 0.2) return { not: makeTree(random, depth - 1, made) };
  const parts = Array.from({ length: random() < 0.03 ? 0 : 1 + Math.floor(random() * 3) }, () =>
    makeTree(random, depth - 1, made),
  );
  return kind < 0.6 ? { all: parts } : { any: parts };
}
