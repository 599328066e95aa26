import fc from 'fast-check';
import { expect, test } from 'vitest';
import { htmlWords } from './html-words.ts';

test.each([
  ['<p>One</p><p>Two &eacute; &amp; &#8364;</p>', 'One\n\nTwo é & €'],
  ['a<br>b', 'a\nb'],
  ['<script>alert(1)</script><style>p{}</style>words', 'words'],
  ['<!-- hidden -->words', 'words'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<a title="a>b" href=x>link</a>', 'link'],
  ['<a title="never closed>link</a>', 'link'],
  ['<p', '<p'],
  ['<script>never closed', 'never closed'],
  ['<!-- never closed', '<!-- never closed'],
  ['&#0;&#xD800;&nosuch;', '&#0;&#xD800;&nosuch;'],
])('the words of %j', (html, words) => {
  expect(htmlWords(html)).toBe(words);
});

test('no word between tags is ever lost', () => {
  const tag = fc.constantFrom(
    '<b>',
    '</b>',
    '<p class="x">',
    '<br/>',
    '<td',
    '<a href=">',
    "<i '>",
    '<',
    '>',
    '&',
    '<!--',
    '-->',
    '"',
  );
  const word = fc.integer({ min: 1000, max: 9999 }).map((number) => ` word${number} `);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('<b>', '</b>', '<p class="x">', '<br/>', '<li>'), word)),
      (pieces) => {
        const words = htmlWords(pieces.flat().join(''));
        for (const [, one] of pieces) expect(words).toContain(one.trim());
      },
    ),
  );
  fc.assert(fc.property(fc.array(fc.oneof(tag, word)), (pieces) => typeof htmlWords(pieces.join('')) === 'string'));
});

test.each([
  ['unclosed tags', '<a href="x'],
  ['deep tags', '<div>'],
  ['unclosed comments', '<!--'],
  ['unclosed quotes', "<p title='a b"],
  ['script openings', '<script>'],
  ['brackets', '<'],
  ['entities', '&#'],
])('two megabytes of %s take less than two seconds', (_what, piece) => {
  const html = piece.repeat(Math.ceil(2_000_000 / piece.length));
  const startedAt = performance.now();
  htmlWords(html);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
