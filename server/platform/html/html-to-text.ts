import { convert } from 'html-to-text';
import { htmlWords } from './html-words.ts';

/**
 * Plain text of HTML that is laid out, as a reader would write it down. Heavy on hostile input: call it in a worker
 * thread. Where it would give up (too long, too deep) the words come out in one pass instead.
 */
export function htmlToText(html: string): string {
  if (html.length > longest || depthOf(html) > deepest) return htmlWords(html);
  try {
    return convert(html, options).trim();
  } catch {
    return htmlWords(html);
  }
}

const longest = 1024 * 1024;
const deepest = 150;
const options = {
  wordwrap: false as const,
  // All of it: words stand outside the body, or in a second one.
  baseElements: { selectors: [] },
  selectors: [
    { selector: 'a', options: { ignoreHref: false, hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'title', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

const tag = /<(\/?)([a-z][a-z0-9]*)/gi;
const empty = new Set(['br', 'img', 'hr', 'meta', 'link', 'input', 'col', 'wbr', 'area', 'source']);

/** How deep the tags stand in each other, roughly: a `</p>` nobody wrote counts as open. */
function depthOf(html: string): number {
  let depth = 0;
  let deepestSeen = 0;
  for (const [, slash, name = ''] of html.matchAll(tag)) {
    if (empty.has(name.toLowerCase())) continue;
    depth = slash === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepestSeen = Math.max(deepestSeen, depth);
  }
  return deepestSeen;
}
