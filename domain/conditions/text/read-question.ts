import { type BuiltInId, builtIn, fieldIds, operatorsOf } from '../catalogue.ts';
import type { Condition, Question } from '../condition.ts';
import { customFieldPrefix, ownFieldId } from '../custom-fields.ts';
import type { Field } from '../field.ts';
import type { OperatorId } from '../operators.ts';
import { readLength } from './moments.ts';
import { refuse } from './problem.ts';
import { type Named, readValue } from './read-value.ts';
import type { Piece, Scanner } from './scanner.ts';
import { denialOf, lengthOperator, operatorOf, type Sign } from './signs.ts';
import type { Speech } from './speech.ts';
import { fieldWords, holderWords, means, meantBy, operatorWords, ownFieldWords } from './vocabulary.ts';

/** A question without a value yet: what is asked of which field. */
type Asked = { named: Named; op: OperatorId; pieces: Piece[]; isList?: boolean };

/** Reads `field` sign `value`, or a word on its own. Denied, it is the question that says no, or else the denial of it. */
export function readQuestion(scanner: Scanner, speech: Speech, isDenied: boolean): Condition {
  const asked = ofOther(scanner, speech) ?? ofTicket(scanner, speech);
  const { named } = asked;
  const denial = isDenied ? denialOf(named.field, asked.op) : undefined;
  const op = denial ?? asked.op;
  const question = questionOf({ ...asked, op }, speech);
  return isDenied && denial === undefined ? { not: question } : question;
}

/** A field of the ticket, or a word on its own. */
function ofTicket(scanner: Scanner, speech: Speech): Asked {
  const at = scanner.at();
  const key = scanner.take(/([\p{L}_][\p{L}\p{M}\p{N}_-]*)(:?(?:<=|>=|<|>|~|=)|:)/uy);
  if (!key) return bareWord(scanner, speech);
  const word = key[1] ?? '';
  const sign = signIn(key[2] ?? ':');
  const isOwn = means(ownFieldWords, word) && sign === ':';
  const { named, sign: meant } = isOwn ? ownField(scanner, speech, { at }) : deskField(scanner, { word, sign, at });
  return readAsked(scanner, { named, sign: meant, at });
}

/** A field of the requester or the organization, `requester.plan:gold`; anything else stays to be read. */
function ofOther(scanner: Scanner, { catalogue }: Speech): Asked | null {
  const at = scanner.at();
  const [, holder, key] = /^([\p{L}]+)\.([\p{L}\p{N}_-]+)(?:[:<>~=])/u.exec(scanner.text.slice(at, at + 200)) ?? [];
  const whose = meantBy(holderWords, holder ?? '', ['contact', 'organization']);
  if (whose === undefined || key === undefined) return null;
  const found = scanner.take(/[\p{L}]+\.[\p{L}\p{N}_-]+(:?(?:<=|>=|<|>|~|=)|:)/uy);
  const id = ownFieldId({ holder: whose, key });
  const field = catalogue.field(id);
  const end = at + `${holder}.${key}`.length;
  if (!field) return refuse('unknown_field', { at, end }, { word: `${holder}.${key}` });
  return readAsked(scanner, { named: { id, field, word: id, at, end }, sign: signIn(found?.[1] ?? ':'), at });
}

function signIn(typed: string): Sign {
  return (typed.length > 1 && typed.startsWith(':') ? typed.slice(1) : typed) as Sign;
}

function questionOf({ named, op, pieces, isList }: Asked, speech: Speech): Question {
  const operator = operatorsOf(named.field, speech.place).find(([id]) => id === op)?.[1];
  if (!operator) return notHere(named, op);
  const field = named.id as Question['field'];
  if (operator.value === 'none')
    return pieces[0] && isList ? refuse('unexpected', pieces[0], { found: pieces[0].text }) : { field, op };
  return { field, op, value: readValue(named, operator.value, { pieces, speech }) };
}

function notHere(named: Named, op: OperatorId): never {
  const isOfEvents = operatorsOf(named.field, 'event').some(([id]) => id === op);
  if (isOfEvents) refuse('not_about_tickets', named, { field: named.word });
  return refuse('unknown_operator', named, { field: named.word, word: op });
}

function bareWord(scanner: Scanner, { catalogue, bareWords }: Speech): Asked {
  const piece = scanner.takeValue();
  const field = catalogue.field(bareWords);
  if (!piece || !field) return refuse('expected_condition', { at: scanner.at(), end: scanner.at() + 1 });
  return {
    named: { id: bareWords, field, word: piece.text, at: piece.at, end: piece.end },
    op: 'contains',
    pieces: [piece],
  };
}

type Key = { named: Named; sign: Sign; at: number };

function readAsked(scanner: Scanner, { named, sign, at }: Key): Asked {
  const longOperator = sign === ':' ? scanner.take(/([\p{L}_]+)\(/uy) : null;
  if (longOperator) return longQuestion(scanner, named, longOperator[1] ?? '');
  const pieces = takeList(scanner);
  const [first] = pieces;
  if (!first)
    return refuse(
      'expected_value',
      { at: scanner.at(), end: scanner.at() + 1 },
      { after: scanner.text.slice(at, scanner.at()) },
    );
  return { named, ...bySign(named, { sign, pieces, first, hasStar: scanner.take(/\*/y) !== null }) };
}

type Word = { word: string; sign: Sign; at: number };

function deskField(scanner: Scanner, { word, sign, at }: Word): { named: Named; sign: Sign } {
  const id = fieldIds.find((one) => one === word) ?? meantBy<BuiltInId>(fieldWords, word, fieldIds);
  const field = id && builtIn.field(id);
  const end = at + word.length;
  if (!id || !field) return refuse('unknown_field', { at, end: scanner.at() }, { word });
  return { named: { id, field, word, at, end }, sign };
}

function ownField(scanner: Scanner, { catalogue }: Speech, { at }: { at: number }): { named: Named; sign: Sign } {
  const start = scanner.at();
  const found = scanner.take(/([\p{L}\p{N}_-]+)(:?(?:<=|>=|<|>|~|=)|:)/uy);
  const key = found?.[1] ?? '';
  const id = `${customFieldPrefix}${key}`;
  const field = catalogue.field(id);
  if (!found || !field)
    return refuse(
      'unknown_field',
      { at, end: Math.max(scanner.at(), start) },
      { word: scanner.text.slice(at, scanner.at()) },
    );
  return { named: { id, field, word: id, at, end: start + key.length }, sign: signIn(found[2] ?? ':') };
}

/** An operator by its name: `status:changed_to(open)`. */
function longQuestion(scanner: Scanner, named: Named, word: string): Asked {
  const at = scanner.at() - word.length - 1;
  const offered = operatorsOf(named.field, 'event').map(([id]) => id);
  const op = offered.find((id) => id === word) ?? meantBy(operatorWords, word, offered);
  if (!op) return refuse('unknown_operator', { at, end: at + word.length }, { word, field: named.word });
  scanner.skipSpace();
  const pieces = takeList(scanner);
  scanner.skipSpace();
  if (!scanner.take(/\)/y)) refuse('unclosed_group', { at: at + word.length, end: at + word.length + 1 });
  return { named: { ...named, end: scanner.at() }, op, pieces, isList: true };
}

function takeList(scanner: Scanner): Piece[] {
  const pieces: Piece[] = [];
  for (let piece = scanner.takeValue(); piece; piece = scanner.take(/\s*,\s*/y) ? scanner.takeValue() : null)
    pieces.push(piece);
  return pieces;
}

type Signed = { sign: Sign; pieces: Piece[]; first: Piece; hasStar: boolean };
type Meant = Pick<Asked, 'op' | 'pieces'>;

/** What a sign and the values after it ask. `hasStar`: a star follows what stands in quotes. */
function bySign(named: Named, signed: Signed): Meant {
  const { sign, pieces, first } = signed;
  const { field, word, at, end } = named;
  if (sign === ':' && isStar(first) && pieces.length === 1) return { op: 'is_set', pieces: [] };
  if (sign === ':' && field.type === 'text') return textBySign(signed);
  const byLength = lengthBySign(field, signed);
  if (byLength) return byLength;
  const op = operatorOf(field, sign) ?? refuse('unknown_operator', { at, end: end + 1 }, { word: sign, field: word });
  return { op: op === 'is' && pieces.length > 1 && hasSeveral(field) ? 'any_of' : op, pieces };
}

function lengthBySign(field: Field, { sign, pieces: [, ...others], first }: Signed): Meant | null {
  if (field.type !== 'instant' || (sign !== '<' && sign !== '>')) return null;
  const length = readLength(first.text);
  if (length === null) return null;
  const hours = { ...first, text: String(length.hours) };
  return { op: lengthOperator(field, sign, length.isBusiness), pieces: [hours, ...others] };
}

function isStar({ text, isQuoted }: Piece): boolean {
  return text === '*' && !isQuoted;
}

function hasSeveral({ type }: Field): boolean {
  return type === 'choice' || type === 'rank' || type === 'reference';
}

/** A star at the end asks for the beginning of a text. */
function textBySign({ first, pieces, hasStar }: Signed): Meant {
  if (hasStar) return { op: 'starts_with', pieces };
  if (first.isQuoted || !first.text.endsWith('*')) return { op: 'contains', pieces };
  return { op: 'starts_with', pieces: [{ ...first, text: first.text.slice(0, -1) }, ...pieces.slice(1)] };
}
