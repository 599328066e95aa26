/** Pictures that wait under `data-remote-src` in sanitised HTML, which has no bracket inside texts and attributes. */
const waiting = /<img\b[^<>]*? data-remote-src="([^"<>]*)"[^<>]*>/g;

/** Their addresses, each once, in the order they stand in. What is a pixel wide or high shows nothing and is never asked for. */
export function remotePictures(html: string): string[] {
  return [
    ...new Set([...html.matchAll(waiting)].flatMap(([tag, address = '']) => (isPixel(tag) ? [] : [plain(address)]))),
  ];
}

/** The HTML with pictures loaded from where `addressOf` says; those it has no address for go on waiting. */
export function withPicturesFrom(html: string, addressOf: (remote: string) => string | null): string {
  return html.replace(waiting, (tag, address: string) => {
    const from = isPixel(tag) ? null : addressOf(plain(address));
    return from === null ? tag : tag.replace(` data-remote-src="${address}"`, () => ` src="${escaped(from)}"`);
  });
}

/** What our own people wrote goes out as they wrote it: the pictures of their signatures stand where they are. */
export function withOwnPictures(html: string): string {
  return html.replace(waiting, (tag) => tag.replace(' data-remote-src="', ' src="'));
}

function isPixel(tag: string): boolean {
  return / (width|height)="[01]"/.test(tag) || /[";]\s*(width|height)\s*:\s*[01](px)?\s*[";]/.test(tag);
}

function plain(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
