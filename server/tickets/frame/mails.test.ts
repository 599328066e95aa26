import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { sanitizeHtml } from '../../platform/html/sanitize-html.ts';
import { foldedHtml, type OpenFold } from './fold.ts';

/*
 * Mails as real programs write them, in `fixtures/mails.txt`. Each line says what must become of its words: `+` are shown,
 * `-` are folded, `?` may be either. A bug in folding becomes a mail there.
 */

const fixtures = readFileSync(resolve(import.meta.dirname, 'fixtures/mails.txt'), 'utf8');
const openFold: OpenFold = (kind, isOpen) => `<details data-fold="${kind}"${isOpen ? ' open' : ''}><div>`;
const closedFold = /<details data-fold="\w+"><div>.*?<\/div><\/details>/gs;

test.each(mailsIn(fixtures))('$name', async ({ lines, isForward }) => {
  const { html } = await sanitizeHtml(lines.map(({ html: line }) => line).join('\n'));
  const page = foldedHtml(html, { openFold, isForward });
  expect(wordsOf(page)).toBe(wordsOf(html));

  const atOnce = wordsOf(page.replace(closedFold, ' '));
  const told = lines.map(({ mark, html: line }) => becomes(mark, atOnce, wordsOf(line)) + line);
  expect(told).toEqual(lines.map(({ mark, html: line }) => mark + line));
});

function becomes(wanted: string, atOnce: string, words: string): string {
  return wanted === '?' || words === '' ? wanted : atOnce.includes(words) ? '+' : '-';
}

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim();
}

function mailsIn(text: string): { name: string; isForward: boolean; lines: { mark: string; html: string }[] }[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((mail) => {
      const [title = '', ...rest] = mail.trimEnd().split('\n');
      const lines = rest.map((line) => ({ mark: line.slice(0, 1), html: line.slice(1).replaceAll('\\n', '\n') }));
      return { name: title.replace(' [forward]', ''), isForward: title.endsWith(' [forward]'), lines };
    });
}
