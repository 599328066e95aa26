import type { Condition, Question } from '../../domain/conditions/condition.ts';
import type { OperatorId, ValueShape } from '../../domain/conditions/operators.ts';
import type { Value } from '../../domain/conditions/values.ts';

/** A condition while somebody builds it: every part keeps its key, so that a form knows it again after a move. */
export type Draft = DraftGroup | DraftQuestion;
export type DraftGroup = { key: number; kind: 'group'; how: 'all' | 'any' | 'none'; parts: Draft[] };
export type DraftQuestion = { key: number; kind: 'question'; field: string; op: OperatorId; value: Value | undefined };

let lastKey = 0;

export function newGroup(parts: Draft[] = []): DraftGroup {
  return { key: ++lastKey, kind: 'group', how: 'all', parts };
}

export function newQuestion(asked: Omit<DraftQuestion, 'key' | 'kind'>): DraftQuestion {
  return { key: ++lastKey, kind: 'question', ...asked };
}

/** A group that somebody emptied asks nothing any more: "any of nothing" would hold for no ticket at all. */
export function withoutPart(group: DraftGroup, key: number): DraftGroup {
  const parts = group.parts.filter((part) => part.key !== key);
  return parts.length === 0 ? { ...group, how: 'all', parts } : { ...group, parts };
}

/** How many groups a way of counting is stored as: none of several is the denial of any of them. */
export function sizeOfWay(how: DraftGroup['how']): number {
  return how === 'none' ? 2 : 1;
}

/** How many groups stand inside each other, the draft itself among them. */
export function deepest(draft: Draft): number {
  if (draft.kind === 'question') return 0;
  return sizeOfWay(draft.how) + Math.max(0, ...draft.parts.map(deepest));
}

/** What is stored is a question or a group; a form begins with a group. */
export function draftOf(condition: Condition): DraftGroup {
  const draft = partOf(condition);
  return draft.kind === 'group' ? draft : newGroup([draft]);
}

function partOf(condition: Condition): Draft {
  if ('field' in condition) return newQuestion({ field: condition.field, op: condition.op, value: condition.value });
  if ('all' in condition) return newGroup(condition.all.map(partOf));
  if ('any' in condition) return { ...newGroup(condition.any.map(partOf)), how: 'any' };
  const denied = 'any' in condition.not ? condition.not.any : [condition.not];
  return { ...newGroup(denied.map(partOf)), how: 'none' };
}

export function conditionOf(draft: Draft): Condition {
  if (draft.kind === 'question') return questionOf(draft);
  const parts = draft.parts.map(conditionOf);
  if (draft.how === 'all') return { all: parts };
  if (draft.how === 'any') return { any: parts };
  const [only] = parts;
  return { not: parts.length === 1 && only !== undefined ? only : { any: parts } };
}

function questionOf({ field, op, value }: DraftQuestion): Question {
  const asked = { field: field as Question['field'], op };
  return value === undefined ? asked : { ...asked, value };
}

/** What a value begins as, by the shape its operator wants. */
export function firstValue(shape: ValueShape, choices: readonly { id: string }[]): Value | undefined {
  switch (shape) {
    case 'none':
      return undefined;
    case 'flag':
      return true;
    case 'many':
      return [];
    case 'one':
      return choices[0]?.id ?? '';
    case 'number':
    case 'hours':
    case 'business_hours':
      return 1;
    case 'date':
      return new Date().toISOString().slice(0, 10);
    case 'instant':
      return new Date().toISOString();
    case 'text':
    case 'pattern':
      return '';
  }
}

/** The value an operator keeps from the one before it: the same shape, or one of several. */
export function keptValue(before: Value | undefined, shape: ValueShape): Value | undefined {
  if (shape === 'many') return listOf(before);
  if (shape === 'one') return Array.isArray(before) ? before[0] : before;
  const isTyped = shape === 'text' || shape === 'pattern';
  return isTyped && typeof before === 'string' ? before : undefined;
}

function listOf(value: Value | undefined): string[] | undefined {
  if (typeof value === 'string' && value !== '') return [value];
  return Array.isArray(value) ? value : undefined;
}
