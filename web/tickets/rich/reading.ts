/**
 * HTML from a paste, a draft or an undone reply, turned for the editor's schema, which drops what it does not know. Parsed into a
 * document that belongs to no window: there nothing runs and nothing loads.
 */
export function readHtml(html: string): HTMLElement {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) replace(heading, ['p', 'strong']);
  for (const link of body.querySelectorAll('a')) if (link.textContent === link.getAttribute('href')) unwrap(link);
  for (const paragraph of body.querySelectorAll('p')) asLines(paragraph);
  return body;
}

/** What is copied inside the editor is told in its own terms already; all else is turned. */
export function pastedHtml(html: string): string {
  return html.includes('data-pm-slice') ? html : readHtml(html).innerHTML;
}

/** The editor shows a break as the next line, and the room between two paragraphs as a blank one. */
function asLines(paragraph: HTMLElement): void {
  const follows = paragraph.nextElementSibling?.tagName === 'P' && paragraph.parentElement?.tagName !== 'LI';
  const isBlank = paragraph.textContent === '';
  const lines = [paragraph.cloneNode() as HTMLElement];
  for (const node of [...paragraph.childNodes]) {
    if (node.nodeName === 'BR') lines.push(paragraph.cloneNode() as HTMLElement);
    else lines.at(-1)?.append(node);
  }
  if (isBlank) lines.length = 1;
  if (follows && !isBlank) lines.push(paragraph.cloneNode() as HTMLElement);
  paragraph.replaceWith(...lines);
}

function replace(element: Element, names: [outer: string, inner: string]): void {
  const [outer, inner] = names.map((name) => element.ownerDocument.createElement(name));
  inner?.append(...element.childNodes);
  outer?.append(inner ?? '');
  element.replaceWith(outer ?? '');
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}
