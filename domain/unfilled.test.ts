import { expect, test } from 'vitest';
import { unfilledIn, unfilledPlaces } from './unfilled.ts';

test.each([
  ['a text without variables', 'The oven works again.', []],
  ['a variable', 'Dear {{ requester.first_name }},', ['requester.first_name']],
  ['one without spaces, twice', '{{ticket.url}} {{ticket.url}}', ['ticket.url']],
  ['one with a fallback', 'Serial {{ field.serial | default: "…" }}', ['field.serial']],
  ['braces with nothing in them', 'Write {{ }} here', ['{{ }}']],
  ['braces of a program', 'if (a) { b({ c }) }', []],
])('%s', (_, text, names) => {
  expect(unfilledIn(text)).toEqual(names);
});

test('they are marked where they stand, braces and all', () => {
  const text = 'Olá {{ requester.first_name }}, {{ticket.url | default: "…"}}!';
  expect(unfilledPlaces(text).map(({ from, to }) => text.slice(from, to))).toEqual([
    '{{ requester.first_name }}',
    '{{ticket.url | default: "…"}}',
  ]);
  expect(unfilledPlaces('if (a) { b({ c }) }')).toEqual([]);
});
