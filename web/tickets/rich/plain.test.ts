import { describe, expect, test } from 'vitest';
import type { Piece } from './document.ts';
import { htmlOf, htmlOfText } from './html.ts';
import { documentOf, isPlain, mentionsIn, placeOf, textOf } from './plain.ts';
import { wordsIn } from './words.ts';

const text = (words: string, ...marks: string[]): Piece => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }),
});
const link = (words: string, href: string): Piece => ({
  type: 'text',
  text: words,
  marks: [{ type: 'link', attrs: { href } }],
});
const block = (type: string, ...content: Piece[]): Piece => ({ type, content });
const p = (...content: Piece[]) => block('paragraph', ...content);
const doc = (...content: Piece[]) => block('doc', ...content);
const item = (...content: Piece[]) => block('listItem', ...content);
const ana = { id: '0199f0c2-0000-7000-8000-000000000001', name: 'Ana Lima' };
const rafael = { id: '0199f0c2-0000-7000-8000-000000000002', name: 'Rafael' };

describe('plain text', () => {
  test.each([
    ['nothing', ''],
    ['one line', 'Oi, Carla!'],
    ['lines, and a blank one between them', 'Oi,\nCarla!\n\nAbraço'],
    ['several blank lines, at the end too', 'a\n\n\nb\n\n'],
    ['spaces at both ends of a line', '  a  b  '],
  ])('stays as it is, letter for letter: %s', (_, words) => {
    const document = documentOf(words);
    expect(textOf(document)).toBe(words);
    expect(isPlain(document)).toBe(true);
  });

  test('stays so where colleagues are named, and who is named is known again', () => {
    const words = '@Rafael veja com @Ana Lima\n@Rafaela não';
    const document = documentOf(words, [rafael, ana]);
    expect(textOf(document)).toBe(words);
    expect(mentionsIn(documentOf('@Ana Lima e @Rafael', [rafael, ana]))).toEqual([ana, rafael]);
    expect(isPlain(document)).toBe(true);
  });

  test.each([
    ['the first letter', 'abc', 0, 1],
    ['the end of the second line', 'ab\ncd', 5, 7],
    ['a blank line', 'a\n\nb', 2, 4],
  ])('has each letter where the document has it: %s', (_, ...[words, at, place]) => {
    expect(placeOf(words, at)).toBe(place);
  });
});

test.each<[string, Piece]>([
  ['a bold word', doc(p(text('a', 'bold')))],
  ['a link', doc(p(link('here', 'https://a.example')))],
  ['a list', doc(block('bulletList', item(p(text('a')))))],
  ['a quotation', doc(block('blockquote', p(text('a'))))],
  ['code', doc(block('codeBlock', text('a')))],
])('%s is more than text', (_, document) => {
  expect(isPlain(document)).toBe(false);
});

test.each<[string, Piece, string, string]>([
  ['lines are one paragraph', doc(p(text('a')), p(text('b'))), 'a\nb', '<p>a<br>b</p>'],
  ['a blank line begins the next', doc(p(text('a')), p(), p(text('b'))), 'a\n\nb', '<p>a</p><p>b</p>'],
  [
    'more blank lines are more room',
    doc(p(text('a')), p(), p(), p(text('b'))),
    'a\n\n\nb',
    '<p>a</p><p><br></p><p>b</p>',
  ],
  ['spaces that HTML would swallow', doc(p(text(' a  b')), p(text('c'))), ' a  b\nc', '<p>&nbsp;a&nbsp; b<br>c</p>'],
  [
    'words in bold and italic',
    doc(p(text('a '), text('b', 'bold'), text(' c', 'bold', 'italic'))),
    'a b c',
    '<p>a <strong>b</strong><strong><em> c</em></strong></p>',
  ],
  [
    'a list beside text, without a second gap',
    doc(p(text('Assim:')), p(), block('bulletList', item(p(text('um'))), item(p(text('dois')))), p(text('Pronto'))),
    'Assim:\n\n- um\n- dois\nPronto',
    '<p>Assim:</p><ul><li>um</li><li>dois</li></ul><p>Pronto</p>',
  ],
  [
    'numbers from where they begin, and lists in lists',
    doc({
      type: 'orderedList',
      attrs: { start: 9 },
      content: [item(p(text('a'))), item(p(text('b')), block('bulletList', item(p(text('c')))))],
    }),
    '9. a\n10. b\n    - c',
    '<ol start="9"><li>a</li><li>b<ul><li>c</li></ul></li></ol>',
  ],
  [
    'a quotation',
    doc(block('blockquote', p(text('a')), p(text('b')))),
    '> a\n> b',
    '<blockquote><p>a<br>b</p></blockquote>',
  ],
  [
    'code as it was typed',
    doc(block('codeBlock', text('if (a < b)\n  c()'))),
    'if (a < b)\n  c()',
    '<pre><code>if (a &lt; b)\n  c()</code></pre>',
  ],
  [
    'a link',
    doc(p(link('aqui', 'https://a.example/?b="c"'))),
    'aqui',
    '<p><a href="https://a.example/?b=&quot;c&quot;">aqui</a></p>',
  ],
  [
    'an address that was typed',
    doc(p(text('Veja https://a.example/b.'))),
    'Veja https://a.example/b.',
    '<p>Veja <a href="https://a.example/b">https://a.example/b</a>.</p>',
  ],
  ['a link that would run something', doc(p(link('a', 'javascript:alert(1)'))), 'a', '<p>a</p>'],
  [
    'what looks like a tag',
    doc(p(text('<img onerror="x">', 'code'))),
    '<img onerror="x">',
    '<p><code>&lt;img onerror=&quot;x&quot;&gt;</code></p>',
  ],
])('%s', (_, ...[document, words, html]) => {
  expect(textOf(document)).toBe(words);
  expect(htmlOf(document)).toBe(html);
});

describe('what is sent', () => {
  test('is the text alone where that says everything', () => {
    expect(wordsIn(documentOf('a\n\nb'))).toEqual({ text: 'a\n\nb', mentions: [] });
  });
  test('is HTML too where the text would lose something', () => {
    expect(wordsIn(doc(p(text('a', 'bold'))))).toEqual({ text: 'a', mentions: [], html: '<p><strong>a</strong></p>' });
  });
  test.each<[string, Piece]>([
    ['blank lines', documentOf('\n \n')],
    ['an empty list', doc(block('bulletList', item(p())))],
  ])('is nothing where nothing is said: %s', (_, document) => {
    expect(wordsIn(document)).toEqual({ text: '', mentions: [] });
  });
});

test('text that is put after formatted words breaks its lines as they do', () => {
  expect(htmlOfText('\n\n- a\n- b <c>')).toBe('<p>- a<br>- b &lt;c&gt;</p>');
});
