import type { Email } from 'postal-mime';

const source = /(\ssrc\s*=\s*)(["'])([^"']{1,2000})\2/gi;

/** Pictures of the mail that its HTML names by their Content-Location (RFC 2557) are named by an id instead. */
export function linkLocations(mail: Email, locations: ReadonlyMap<string, string>): void {
  if (locations.size === 0) return;
  const shown = new Set<string>();
  mail.html = (mail.html ?? '').replace(source, (whole, ...[src, quote, address]: string[]) => {
    const id = locations.get((address ?? '').trim().replaceAll('&amp;', '&'));
    if (id === undefined) return whole;
    shown.add(id);
    return `${src}${quote}cid:${id}${quote}`;
  });
  for (const part of mail.attachments) {
    const id = part.contentId?.slice(1, -1);
    if (id?.endsWith('@html.invalid') && !shown.has(id)) delete part.contentId;
  }
}
