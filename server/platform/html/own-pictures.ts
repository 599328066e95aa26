/** In sanitised HTML, which has no bracket inside texts and attributes, what looks like a picture is one. */
const fromParts = /<img\b[^<>]*? src="cid:([^"<>]*)"[^<>]*>/g;

/** Which Content-IDs the HTML shows pictures of, as `bareContentId` writes them. */
export function shownContentIds(html: string): Set<string> {
  return new Set([...html.matchAll(fromParts)].flatMap(([, written = '']) => spellings(written)));
}

/** The HTML with pictures that came with it shown from where `addressOf` says; null: in its place stands `otherwise`. */
export function withOwnPicturesFrom(
  html: string,
  addressOf: (contentId: string) => string | null,
  otherwise: (alt: string | null) => string,
): string {
  return html.replace(fromParts, (tag, written: string) => {
    const address = spellings(written)
      .map(addressOf)
      .find((found) => found !== null);
    if (address) return tag.replace(` src="cid:${written}"`, () => ` src="${address}"`);
    return otherwise(/ alt="([^"]+)"/.exec(tag)?.[1] ?? null);
  });
}

/** Without its angle brackets, in lower case: programs differ in both. */
export function bareContentId(written: string): string {
  return written.replace(/^<|>$/g, '').toLowerCase();
}

function spellings(written: string): string[] {
  const plain = written.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return [...new Set([bareContentId(plain), bareContentId(decoded(plain))])];
}

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId; // written with a bare percent sign: then it is meant as it stands
  }
}
