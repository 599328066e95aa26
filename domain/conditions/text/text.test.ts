import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../text.ts';
import { builtIn, fieldIds } from '../catalogue.ts';
import { type Condition, readCondition } from '../condition.ts';
import { parseCondition } from './parse.ts';
import { printCondition } from './print.ts';
import { problemSentence } from './problem.ts';
import { catalogue, conditions, names } from './random.fixture.ts';
import type { Speech } from './speech.ts';
import { fieldWords, ownFieldWords } from './vocabulary.ts';

const speech: Speech = {
  language: 'en',
  timeZone: 'America/Sao_Paulo',
  place: 'sql',
  catalogue,
  names,
  bareWords: 'subject',
};
const portuguese: Speech = { ...speech, language: 'pt-BR' };
const team = '01930000-0000-7000-8000-000000000003';

function read(text: string, as: Speech = speech): Condition {
  const parsed = parseCondition(text, as);
  if ('problem' in parsed) throw new Error(`${text}: ${problemSentence(parsed.problem)} (${parsed.problem.at})`);
  return parsed.condition;
}

function problem(text: string, as: Speech = speech) {
  const parsed = parseCondition(text, as);
  return 'problem' in parsed ? parsed.problem : null;
}

const open: Condition = { field: 'status', op: 'is', value: 'open' };
const high: Condition = { field: 'priority', op: 'at_least', value: 'high' };
const noSpam: Condition = { field: 'tags', op: 'has_none', value: ['spam'] };

describe('a condition is read from its text', () => {
  test.each<[string, Condition]>([
    ['', { all: [] }],
    ['status:open', { all: [open] }],
    ['status:open priority:>=high -tag:spam', { all: [open, high, noSpam] }],
    ['status:open priority>=high -tag:spam', { all: [open, high, noSpam] }],
    ['assignee:me', { all: [{ field: 'assignee', op: 'is', value: 'me' }] }],
    ['created>2026-01-01', { all: [{ field: 'created_at', op: 'after', value: '2026-01-01T03:00:00.000Z' }] }],
    ['created>31/12/2026', { all: [{ field: 'created_at', op: 'after', value: '2026-12-31T03:00:00.000Z' }] }],
    [
      '"nota fiscal" boleto',
      {
        all: [
          { field: 'subject', op: 'contains', value: 'nota fiscal' },
          { field: 'subject', op: 'contains', value: 'boleto' },
        ],
      },
    ],
    [
      '(team:suporte OR priority:low)',
      {
        any: [
          { field: 'team', op: 'is', value: team },
          { field: 'priority', op: 'is', value: 'low' },
        ],
      },
    ],
    ['due<2h', { all: [{ field: 'next_due_at', op: 'hours_until_less_than', value: 2 }] }],
    ['created>2d', { all: [{ field: 'created_at', op: 'hours_since_more_than', value: 48 }] }],
    [
      'customer_message>8bh',
      { all: [{ field: 'last_customer_message_at', op: 'business_hours_since_more_than', value: 8 }] },
    ],
    ['reopened>1', { all: [{ field: 'reopened_count', op: 'greater_than', value: 1 }] }],
    ['field:order_number:A-1', { all: [{ field: 'field:order_number', op: 'contains', value: 'A-1' }] }],
    ['field:amount>=10.5', { all: [{ field: 'field:amount', op: 'at_least', value: 10.5 }] }],
    ['priority:high,critical', { all: [{ field: 'priority', op: 'any_of', value: ['high', 'critical'] }] }],
    ['-assignee:*', { all: [{ field: 'assignee', op: 'is_not_set' }] }],
    ['subject:nota*', { all: [{ field: 'subject', op: 'starts_with', value: 'nota' }] }],
    ['due:past()', { all: [{ field: 'next_due_at', op: 'is_past' }] }],
    ['-(status:open)', { not: open }],
    ['status:open priority>=high OR -tag:spam', { any: [{ all: [open, high] }, noSpam] }],
    ['status:open AND priority>=high', { all: [open, high] }],
    ['vip:yes', { all: [{ field: 'organization_is_vip', op: 'is', value: true }] }],
    [
      'cause:fuse outcome:*',
      {
        all: [
          { field: 'resolution_cause', op: 'contains', value: 'fuse' },
          { field: 'resolution_outcome', op: 'is_set' },
        ],
      },
    ],
    ['open_now:no', { all: [{ field: 'is_open_now', op: 'is', value: false }] }],
  ])('%s', (text, condition) => expect(read(text)).toEqual(condition));

  test('in Portuguese, with or without accents', () => {
    const expected = read('status:open priority>=high -tag:spam assignee:me vip:yes created>8bh');
    expect(
      read('situação:Aberto prioridade>=alta -etiqueta:spam responsável:eu vip:sim criado>8hu', portuguese),
    ).toEqual(expected);
    expect(read('SITUACAO:aberto prioridade>=Alta -etiqueta:spam responsavel:eu vip:sim criado>8hu')).toEqual(expected);
    expect(read('tag:a OU tag:b')).toEqual(read('tag:a OR tag:b'));
  });
});

describe('what is no condition says where, and what was expected there', () => {
  test.each<[text: string, at: number, sentence: string]>([
    ['status:', 7, 'A value was expected after “status:”.'],
    ['status:open mood:good', 12, 'There is no field “mood”. Words with a colon in them stand in quotes.'],
    ['priority:urgent', 9, '“urgent” is no value of “priority”.'],
    ['reopened>many', 9, 'A number was expected, not “many”.'],
    [
      'created>soon',
      8,
      'A date (2026-12-31), a date with time (2026-12-31T17:00) or a length (4h, 2d, 8bh) was expected, not “soon”.',
    ],
    [
      'created>2026-02-30',
      8,
      'A date (2026-12-31), a date with time (2026-12-31T17:00) or a length (4h, 2d, 8bh) was expected, not “2026-02-30”.',
    ],
    ['tag:a OR', 8, 'A condition was expected here.'],
    ['(tag:a', 0, 'The parenthesis that opens here is never closed.'],
    ['tag:a)', 5, '“)” was not expected here.'],
    ['subject:"nota', 8, 'The quotation mark that opens here is never closed.'],
    ['vip:maybe', 4, '“yes” or “no” was expected, not “maybe”.'],
    ['priority~x', 0, '“priority” cannot be asked “~”.'],
    ['status:became(open)', 7, '“status” cannot be asked “became”.'],
    ['status:changed()', 0, '“status” can only be asked of what just happened.'],
    ['text:boleto', 0, '“text” can only be asked of what just happened.'],
    ['reopened>1,2', 11, '“reopened” takes one value here.'],
    ['field:colour:red', 0, 'There is no field “field:colour:”. Words with a colon in them stand in quotes.'],
    ['all(all(all(all(all(all(tag:a))))))', 20, 'Groups may stand in each other five deep, not deeper.'],
  ])('%s', (text, at, sentence) => {
    const found = problem(text);
    expect(found && { at: found.at, sentence: problemSentence(found) }).toEqual({ at, sentence });
  });

  test('a rule is asked by nobody', () => {
    expect(problem('assignee:me', { ...speech, byNobody: true })).toMatchObject({ code: 'needs_agent', at: 9 });
  });

  test('a pattern that cannot be read, where patterns can be asked', () => {
    expect(problem('subject~"("', { ...speech, place: 'event' })).toMatchObject({ code: 'not_a_pattern', at: 8 });
  });

  test('whatever is typed is read or refused, and a refusal points into the text', () => {
    const typed = fc.array(
      fc.constantFrom(
        'status',
        ':',
        '>',
        '"',
        '(',
        ')',
        ' ',
        '-',
        'OR',
        'tag',
        'a',
        ',',
        '*',
        '2h',
        'all(',
        '\\',
        'field:',
      ),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(typed, (pieces) => {
        const text = pieces.join('');
        const found = problem(text);
        if (found === null) expect(read(printCondition(read(text), speech))).toEqual(read(text));
        else expect([found.at >= 0, found.at <= text.length, found.end > 0]).toEqual([true, true, true]);
      }),
      { numRuns: 2_000 },
    );
    expect(problem('('.repeat(50_000))).toMatchObject({ code: 'too_deep' });
  });
});

describe('a condition and its text are the same', () => {
  test.each([
    ['of all tickets, in English', speech],
    ['of all tickets, in Portuguese', portuguese],
    ['of events, in English', { ...speech, place: 'event' }],
    ['of events, in Portuguese', { ...portuguese, place: 'event', timeZone: 'Europe/Berlin' }],
  ] as [string, Speech][])('%s', (_, as) => {
    fc.assert(
      fc.property(conditions(as.place), (condition) => {
        readCondition(condition, as.place, { catalogue });
        const text = printCondition(condition, as);
        expect(read(text, as), text).toEqual(condition);
        expect(printCondition(read(text, as), as)).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a text written in one language is read in the other', () => {
    fc.assert(
      fc.property(conditions('event', 2), (condition) => {
        const text = printCondition(condition, { ...portuguese, place: 'event' });
        expect(read(text, { ...speech, place: 'event' })).toEqual(condition);
      }),
      { numRuns: 300 },
    );
  });

  test('ten minutes are written as minutes, and read back as the same part of an hour', () => {
    const asked: Condition = { field: 'created_at', op: 'hours_since_more_than', value: 10 / 60 };
    expect(printCondition(asked, speech)).toBe('created>10m');
    expect(read('created>10m')).toEqual({ all: [asked] });
  });

  test('what is not complete yet is written, and reading it says what is missing', () => {
    const begun: Condition = { all: [{ field: 'subject', op: 'contains', value: '' }] };
    expect(printCondition(begun, speech)).toBe('subject:""');
    expect(problem('subject:""')).toMatchObject({ code: 'unfit_value', at: 8 });
    const empty: Condition = { all: [{ field: 'priority', op: 'any_of', value: [] }] };
    expect(printCondition(empty, speech)).toBe('priority:any()');
    expect(problem('priority:any()')).toMatchObject({ code: 'expected_value' });
  });
});

test('no word means two fields', () => {
  const all = fieldIds.flatMap((id) => {
    const { en, 'pt-BR': pt } = fieldWords[id];
    return [...new Set([...en, ...pt, id].map(fold))].map((word) => ({ word, id }));
  });
  const words = Map.groupBy(
    [
      ...all,
      ...Object.values(ownFieldWords)
        .flat()
        .map((word) => ({ word, id: 'field' })),
    ],
    ({ word }) => word,
  );
  expect([...words].filter(([, meanings]) => meanings.length > 1)).toEqual([]);
  expect(builtIn.ids).toHaveLength(fieldIds.length);
});
