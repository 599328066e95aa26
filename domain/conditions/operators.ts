/**
 * What a condition may ask of each type of field.
 *
 * A field without a value (null, an empty text, an empty list) fails every positive question; each negative one is the exact
 * opposite of its positive, so "assignee is not Ana" holds for a ticket that nobody has. There is no third answer.
 */
export type FieldType =
  | 'choice'
  | 'rank'
  | 'reference'
  | 'text'
  | 'number'
  | 'date'
  | 'instant'
  | 'flag'
  | 'open'
  | 'tags';

/** Where a condition can be asked: about an event as it happens, about one ticket, about all tickets in SQL. */
export type Place = 'event' | 'ticket' | 'sql';

export type OperatorId =
  | 'is'
  | 'is_not'
  | 'any_of'
  | 'none_of'
  | 'is_set'
  | 'is_not_set'
  | 'at_least'
  | 'at_most'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'matches'
  | 'less_than'
  | 'greater_than'
  | 'before'
  | 'after'
  | 'is_past'
  | 'hours_since_more_than'
  | 'hours_since_less_than'
  | 'business_hours_since_more_than'
  | 'business_hours_since_less_than'
  | 'hours_until_more_than'
  | 'hours_until_less_than'
  | 'has_any'
  | 'has_all'
  | 'has_none'
  | 'changed'
  | 'changed_from'
  | 'changed_to'
  | 'gained'
  | 'lost';

/** The shape of the value an operator compares with. `one` and `many` take the field's own choices or references. */
export type ValueShape =
  | 'none'
  | 'one'
  | 'many'
  | 'text'
  | 'pattern'
  | 'number'
  | 'date'
  | 'instant'
  | 'hours'
  | 'business_hours'
  | 'flag';

/**
 * `opposite` names the positive operator this one denies; only positives are implemented, here and in SQL. `needs` names what a
 * field must be for the operator to make sense: possibly empty, changing, in the future.
 */
export type Operator = {
  value: ValueShape;
  opposite?: OperatorId;
  places?: readonly Place[];
  needs?: 'absence' | 'change' | 'future';
};

const onEvents = { places: ['event'], needs: 'change' } as const;
const set = {
  is_set: { value: 'none', needs: 'absence' },
  is_not_set: { value: 'none', opposite: 'is_set', needs: 'absence' },
} as const;
const oneOrMany = {
  is: { value: 'one' },
  is_not: { value: 'one', opposite: 'is' },
  any_of: { value: 'many' },
  none_of: { value: 'many', opposite: 'any_of' },
} as const;

/** On events alone: what one of them did to the field. */
function changing(value: ValueShape) {
  return {
    changed: { value: 'none', ...onEvents },
    changed_from: { value, ...onEvents },
    changed_to: { value, ...onEvents },
  } as const;
}

export const operators: Record<FieldType, Partial<Record<OperatorId, Operator>>> = {
  choice: { ...oneOrMany, ...set, ...changing('one') },
  rank: { ...oneOrMany, at_least: { value: 'one' }, at_most: { value: 'one' }, ...set, ...changing('one') },
  reference: { ...oneOrMany, ...set, ...changing('one') },
  text: {
    contains: { value: 'text' },
    not_contains: { value: 'text', opposite: 'contains' },
    is: { value: 'text' },
    is_not: { value: 'text', opposite: 'is' },
    starts_with: { value: 'text' },
    // PostgreSQL's own patterns backtrack and read differently, so this one is not offered where SQL must answer.
    matches: { value: 'pattern', places: ['event', 'ticket'] },
    ...set,
    changed: { value: 'none', ...onEvents },
  },
  number: {
    is: { value: 'number' },
    is_not: { value: 'number', opposite: 'is' },
    less_than: { value: 'number' },
    greater_than: { value: 'number' },
    at_least: { value: 'number' },
    at_most: { value: 'number' },
    ...set,
    ...changing('number'),
  },
  date: {
    is: { value: 'date' },
    is_not: { value: 'date', opposite: 'is' },
    before: { value: 'date' },
    after: { value: 'date' },
    ...set,
    ...changing('date'),
  },
  instant: {
    before: { value: 'instant' },
    after: { value: 'instant' },
    hours_since_more_than: { value: 'hours' },
    hours_since_less_than: { value: 'hours' },
    business_hours_since_more_than: { value: 'business_hours' },
    business_hours_since_less_than: { value: 'business_hours' },
    is_past: { value: 'none', needs: 'future' },
    hours_until_more_than: { value: 'hours', needs: 'future' },
    hours_until_less_than: { value: 'hours', needs: 'future' },
    ...set,
    changed: { value: 'none', ...onEvents },
  },
  flag: { is: { value: 'flag' }, ...changing('flag') },
  open: { is: { value: 'flag' } },
  tags: {
    has_any: { value: 'many' },
    has_all: { value: 'many' },
    has_none: { value: 'many', opposite: 'has_any' },
    ...set,
    changed: { value: 'none', ...onEvents },
    gained: { value: 'many', ...onEvents },
    lost: { value: 'many', ...onEvents },
  },
};
