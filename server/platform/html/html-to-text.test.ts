import { expect, test } from 'vitest';
import { htmlToText } from './html-to-text.ts';

test.each([
  ['<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree'],
  ['<h1>Title</h1>text', 'Title\n\ntext'],
  ['<ul><li>one</li><li>two</li></ul>', '* one\n * two'],
  [
    '<a href="https://x.test">pay</a> <a href="https://x.test">https://x.test</a>',
    'pay [https://x.test] https://x.test',
  ],
  ['<title>no</title><style>p{}</style><script>x</script><img alt="pic">words', 'words'],
  ['<html><body><p>one</p></body></html>two<html><body><p>three</p></body></html>', 'one\n\ntwo\n\nthree'],
  ['caf&eacute; &lt;b&gt;', 'café <b>'],
  ['', ''],
])('%j reads as a person would write it down', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test.each([
  ['too deep', `${'<div>'.repeat(50_000)}the words${'</div>'.repeat(50_000)}`],
  ['too long', `<p>the words</p>${'<i></i>'.repeat(200_000)}`],
])('HTML that is %s still gives its words, soon', (_what, html) => {
  const startedAt = performance.now();
  expect(htmlToText(html)).toBe('the words');
  expect(performance.now() - startedAt).toBeLessThan(3000);
});
