import type { Comparison } from './comparison.ts';
import type { Named, TicketFacts } from './facts.ts';
import type { Place } from './operators.ts';

/**
 * Where SQL finds a field, as data (this wing speaks no SQL). `from` and `on` name the rows beside the ticket that hold it, `key`
 * the value of a jsonb column. `codes` lists the values of a column that stores their position, counted from `firstCode` (0).
 * `infinityIsNone` marks an instant whose absence is infinity, `isYes` how a column that is not a boolean says yes.
 */
export type FieldSql = {
  column: string;
  from?: string;
  on?: string;
  key?: string;
  codes?: readonly string[];
  firstCode?: number;
  infinityIsNone?: true;
  isYes?: 'set' | { word: string };
};

/** `isAlwaysSet`: never empty. `changes`: events change it. `isAhead`: it may lie in the future. */
type Common = { places: readonly Place[]; sql: FieldSql; isAlwaysSet?: true; changes?: true; isAhead?: true };

export type ChoiceField = Common & {
  type: 'choice';
  choices?: readonly string[];
  read(facts: TicketFacts): string | null;
};
/** A choice with an order; the highest stands first. */
export type RankField = Common & {
  type: 'rank';
  choices: readonly string[];
  read(facts: TicketFacts): string | null;
};
/** `names` is the table its values name, by `key`; `words` are the values that depend on who asks. */
export type ReferenceField = Common & {
  type: 'reference';
  names: string;
  key: 'uuid' | 'slug';
  words?: readonly ('me' | 'my_teams')[];
  read(facts: TicketFacts): Named | null;
};
export type TextField = Common & {
  type: 'text';
  comparison: Comparison;
  read(facts: TicketFacts): readonly (string | null)[];
};
export type NumberField = Common & { type: 'number'; isWhole?: true; read(facts: TicketFacts): number | null };
/** A day of the calendar, `2026-12-24`. */
export type DateField = Common & { type: 'date'; read(facts: TicketFacts): string | null };
export type InstantField = Common & { type: 'instant'; read(facts: TicketFacts): Date | null };
export type FlagField = Common & { type: 'flag'; read(facts: TicketFacts): boolean | null };
/** Whether the business hours of the ticket are open now: of the asker's calendars, not of a column. */
export type OpenField = Common & { type: 'open'; read(): null };
export type TagsField = Common & {
  type: 'tags';
  choices?: readonly string[];
  read(facts: TicketFacts): readonly string[];
};

export type Field =
  | ChoiceField
  | RankField
  | ReferenceField
  | TextField
  | NumberField
  | DateField
  | InstantField
  | FlagField
  | OpenField
  | TagsField;
