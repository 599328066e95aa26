import { compilePattern } from '../comparison.ts';
import type { Field } from '../field.ts';
import type { ValueShape } from '../operators.ts';
import { type Value, valueSchema } from '../values.ts';
import { askerMeant, keyMeant } from './members.ts';
import { readDay, readInstant } from './moments.ts';
import { refuse } from './problem.ts';
import type { Piece } from './scanner.ts';
import type { Speech } from './speech.ts';
import { means, no, yes } from './vocabulary.ts';

/** A field as a text names it: the word that was typed, and where. */
export type Named = { id: string; field: Field; word: string; at: number; end: number };

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** What was typed as the value that a question of this shape takes, or the problem with it. */
export function readValue(
  named: Named,
  shape: ValueShape,
  { pieces, speech }: { pieces: Piece[]; speech: Speech },
): Value {
  const [first, second] = pieces;
  if (!first) return refuse('expected_value', { at: named.end, end: named.end }, { after: named.word });
  if (shape !== 'many' && second) return refuse('one_value', second, { field: named.word });
  const value =
    shape === 'many'
      ? pieces.map((piece) => member(named, piece, speech))
      : one(named, shape, { piece: first, speech });
  const fits = valueSchema(named.field, shape).safeParse(value).success;
  return fits ? value : refuse('unfit_value', first, { value: first.text, field: named.word });
}

function one(named: Named, shape: ValueShape, { piece, speech }: { piece: Piece; speech: Speech }): Value {
  const { text } = piece;
  switch (shape) {
    case 'one':
      return member(named, piece, speech);
    case 'number':
    case 'hours':
    case 'business_hours':
      return number.test(text) ? Number(text) : refuse('not_a_number', piece, { value: text });
    case 'date':
      return readDay(text) ?? refuse('not_a_date', piece, { value: text });
    case 'instant':
      return readInstant(text, speech.timeZone) ?? refuse('not_a_time', piece, { value: text });
    case 'flag':
      return flag(piece);
    case 'pattern':
      return pattern(piece);
    default:
      return text;
  }
}

function flag(piece: Piece): boolean {
  if (means(yes, piece.text)) return true;
  if (means(no, piece.text)) return false;
  return refuse('not_a_flag', piece, { value: piece.text });
}

function pattern(piece: Piece): string {
  try {
    compilePattern(piece.text);
  } catch {
    refuse('not_a_pattern', piece, { value: piece.text });
  }
  return piece.text;
}

/** One of the values a field can have. */
function member(named: Named, piece: Piece, { names, byNobody }: Speech): string {
  const { text, isQuoted } = piece;
  const asker = isQuoted ? undefined : askerMeant(named, text);
  if (asker && byNobody) return refuse('needs_agent', piece, { value: text });
  return (
    asker ??
    keyMeant(named, text, names) ??
    refuse('unknown_value', piece, { value: text, field: named.word, id: named.id })
  );
}
