import type { Catalogue, FieldId } from '../catalogue.ts';
import type { Place } from '../operators.ts';
import type { TextLanguage } from './vocabulary.ts';

/** What the teams, people and choices of a desk are called. A name that several have means none of them. */
export type Names = {
  keyOf(field: string, name: string): string | undefined;
  nameOf(field: string, key: string): string | undefined;
};

/** How a text is meant: in whose language and time zone it is written, and where what it says will be asked. */
export type Speech = {
  language: TextLanguage;
  timeZone: string;
  place: Place;
  catalogue: Catalogue;
  names: Names;
  /** The field that a word without one is looked for in. */
  bareWords: FieldId;
  /** A rule asks: "me" means nobody. */
  byNobody?: boolean;
};
