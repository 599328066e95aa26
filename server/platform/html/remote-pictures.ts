/** Pictures that wait under `data-remote-src` in sanitised HTML, which has no bracket inside texts and attributes. */
const waiting = /<img\b[^<>]*? data-remote-src="([^"<>]*)"[^<>]*>/g;

/** Their addresses, each once, in the order they stand in. What is a pixel wide or high shows nothing and is never asked for. */
export function remotePictures(html: string): string[] {
  const seen = [...html.matchAll(waiting)].filter(([tag]) => !isPixel(tag));
  return [...new Set(seen.map(([, address = '']) => plain(address)))];
}

/** The HTML with pictures loaded from where `addressOf` says; where it says null stands a box of their size with their words. */
export function withPicturesFrom(html: string, addressOf: (remote: string) => string | null): string {
  return html.replace(waiting, (tag, address: string) => {
    if (isPixel(tag)) return tag;
    const from = addressOf(plain(address));
    if (from === null) return boxInPlaceOf(tag);
    return tag.replace(` data-remote-src="${address}"`, () => ` src="${escaped(from)}"`);
  });
}

/** What our own people wrote goes out as they wrote it: the pictures of their signatures stand where they are. */
export function withOwnPictures(html: string): string {
  return html.replace(waiting, (tag) => tag.replace(' data-remote-src="', ' src="'));
}

function isPixel(tag: string): boolean {
  return / (width|height)="[01]"/.test(tag) || /[";]\s*(width|height)\s*:\s*[01](px)?\s*[";]/.test(tag);
}

/** Browsers draw a broken picture for one without an address, and forget its size. The width is for the sheet to use. */
function boxInPlaceOf(tag: string): string {
  const [width, height] = ['width', 'height'].map((name) => /^\d{1,4}$/.exec(attribute(tag, name))?.[0]);
  const sizes = [
    width && `--width:${width}px`,
    height && (width ? `aspect-ratio:${width}/${height}` : `height:${height}px`),
    attribute(tag, 'style'),
  ];
  const style = sizes.filter(Boolean).join(';');
  return `<span data-waiting${style && ` style="${style}"`}>${attribute(tag, 'alt')}</span>`;
}

function attribute(tag: string, name: string): string {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function plain(value: string): string {
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
