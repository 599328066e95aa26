import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestTemplate, problemsOf, renderTemplate } from './templates.ts';

const values = { 'person.name': 'Carla Souza', 'person.first_name': 'Carla', 'case.number': '42', 'team.name': '' };
const isKnown = (name: string) => name in values;
const filled = (source: string, more = {}) => renderTemplate(source, { ...values, ...more });

describe('a template', () => {
  test.each([
    ['puts values in', 'Dear {{ person.first_name }}, #{{case.number}}', 'Dear Carla, #42'],
    ['falls back where there is no value', '{{ person.nick | default: "you" }}', 'you'],
    ['falls back where the value is empty', '{{ team.name | default: "we" }}', 'we'],
    [
      'falls back to another variable first',
      '{{ team.name | default: person.nick | default: person.name }}',
      'Carla Souza',
    ],
    ['asks before it says something', '{% if team.name %}by {{ team.name }}{% else %}soon{% endif %}', 'soon'],
    ['compares', '{% if case.number == "42" and team.name != "x" %}yes{% endif %}', 'yes'],
    ['chooses', '{% case case.number %}{% when "42" %}b{% else %}c{% endcase %}', 'b'],
    ['keeps a value for later', '{% assign who = team.name | default: "we" %}{{ who }}', 'we'],
    ['says nothing of its comments', 'a{% comment %}{{ person.nick }}{% endcomment %}b', 'ab'],
    ['changes the look of a value', '{{ person.first_name | upcase }} {{ person.name | truncate: 6 }}', 'CARLA Carla…'],
  ])('%s', (_sentence, source, text) => {
    expect(filled(source)).toEqual({ text, unresolved: [] });
  });

  test('names what has neither value nor fallback, and lets it stand as written', () => {
    expect(filled('{{ person.nick | upcase }} of {{ team.name }}, {{ team.name | truncate: 3 }}')).toEqual({
      text: '{{ person.nick }} of {{ team.name }}, {{ team.name }}',
      unresolved: ['person.nick', 'team.name'],
    });
  });

  test('names what is missing only where it is shown', () => {
    expect(filled('{% if team.name %}{{ team.name }}{% endif %}').unresolved).toEqual([]);
    expect(filled('{{ person }} {{ person.name }}')).toEqual({
      text: '{{ person }} Carla Souza',
      unresolved: ['person'],
    });
  });
});

describe('a template is refused, with the place,', () => {
  test.each([
    [
      'for a variable nobody knows',
      'Hi\n  {{ person.shoe }}',
      { code: 'template_variable', name: 'person.shoe', line: 2, column: 6 },
    ],
    [
      'for one that is named while it is filled in',
      '{{ person[case.number] }}',
      { code: 'template_variable', name: 'person[…]', line: 1, column: 4 },
    ],
    [
      'for a filter nobody knows',
      '{{ person.name | shell }}',
      { code: 'template_filter', name: 'shell', line: 1, column: 1 },
    ],
    ['for a tag nobody knows', '{% include "a" %}', { code: 'template_tag', name: 'include', line: 1, column: 1 }],
    ['for a loop', '{% for a in b %}{% endfor %}', { code: 'template_tag', name: 'for', line: 1, column: 1 }],
    [
      'for a variable left open',
      'Hi {{ person.name',
      { code: 'template_unclosed', name: '"{{ person.name"', line: 1, column: 4 },
    ],
    [
      'for a question left open',
      '{% if person.name %}',
      { code: 'template_unclosed', name: '{% if person.name %}', line: 1, column: 1 },
    ],
    [
      'for what nobody can read',
      '{{ person..name }}',
      { code: 'template_syntax', name: 'expected "|" before filter', line: 1, column: 11 },
    ],
    ['for what was never open', 'a{% endif %}', { code: 'template_syntax', name: 'endif', line: 1, column: 2 }],
  ])('%s', (_sentence, source, problem) => {
    expect(problemsOf(source, isKnown)).toEqual([problem]);
  });

  test('every tag and filter that could reach out, loop or take no end', () => {
    for (const tag of [
      'render "a"',
      'layout "a"',
      'block a',
      'tablerow a in b',
      'raw',
      'capture a',
      'increment a',
      'liquid',
    ]) {
      expect(problemsOf(`{% ${tag} %}`, isKnown)[0]?.code, tag).toBe('template_tag');
    }
    for (const filter of [
      'raw',
      'json',
      'inspect',
      'map: "a"',
      'where_exp: "a"',
      'date: "%s"',
      'append: "a"',
      'split: ""',
    ]) {
      expect(problemsOf(`{{ person.name | ${filter} }}`, isKnown)[0]?.code, filter).toBe('template_filter');
    }
  });

  test('and is not filled in behind the back of that refusal', () => {
    expect(() => filled('{{ person[case.number] }}')).toThrow('could not be filled in');
    expect(() => filled('{{ "a" | repeat: 9 }}')).toThrow('could not be filled in');
    expect(() => filled('x'.repeat(longestTemplate + 1))).toThrow('could not be filled in');
  });

  test('and one too long is refused', () => {
    expect(problemsOf('x'.repeat(longestTemplate + 1), isKnown)).toMatchObject([{ code: 'template_long' }]);
  });
});

/** Every way to write something to be evaluated, in the template languages people know, and what ends a line or a tag. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{{ case.number }}',
    '{{7*7}}',
    '{% if true %}x{% endif %}',
    '{%- raw -%}{{ a }}{%- endraw -%}',
    `{{ ''.constructor.constructor('return process')() }}`,
    `\${7*7}`,
    '#{7*7}',
    '<%= 7*7 %>',
    `[[\${7*7}]]`,
    '@(7*7)',
    '{number} {subject} %s %d',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'a\r\nBcc: all@victim.example\r\n\r\nbody',
    'a\u2028Bcc: b\u0085c\u0000d',
    '\u202eevil\u202c\u2066x\u2069',
    '__proto__ constructor $& $1 $`',
    'x'.repeat(100_000),
    '\ud800 lone',
  ),
);

describe('whatever a stranger calls themselves', () => {
  const source = 'Dear {{ person.name | default: "you" }},\n{% if person.name %}({{ person.name }}){% endif %}';

  test('comes out as they wrote it', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const expected = name === '' ? 'Dear you,\n' : `Dear ${name},\n(${name})`;
        expect(renderTemplate(source, { 'person.name': name })).toEqual({ text: expected, unresolved: [] });
      }),
    );
  });

  test('is nothing but text in HTML', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const { text } = renderTemplate('<p>{{ person.name | default: "" }}</p>', { 'person.name': name }, 'html');
        expect(text.slice(3, -4)).not.toMatch(/[<>"']/);
        expect(text.slice(3, -4).replace(/&(amp|lt|gt|quot|#39);/g, (sign) => ofSign[sign] ?? '')).toBe(name);
      }),
    );
  });

  test('reaches no other line of a header', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const { text } = renderTemplate('Re: {{ person.name | default: "x" }}', { 'person.name': name }, 'line');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be in a header
        expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(text.startsWith('Re:') && text.isWellFormed() && text.length <= 998).toBe(true);
      }),
    );
  });

  test('the text of a template is not lost, and no name leads into the inside of the program', () => {
    for (const name of [
      'constructor',
      '__proto__',
      'toString',
      'valueOf',
      'person.constructor',
      'person.__proto__.a',
      'person.valueOf',
    ]) {
      expect(filled(`a {{ ${name} }} b`)).toEqual({ text: `a {{ ${name} }} b`, unresolved: [name] });
    }
  });
});

const ofSign: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
