/** RFC 6266: a name every client understands, and the real one for those that read UTF-8. No quote or line end gets through. */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const safe = safeFileName(name);
  const plain =
    safe
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\w .()+,-]/g, '_')
      .trim() || 'file';
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

// Control characters, marks that turn the reading direction, characters nobody sees, private ones.
const unreadable = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]+/gu;
/** What some file system takes for more than a letter of a name. */
const special = /[/\\:*?"<>|]+/g;
/** Devices on Windows, whatever comes after the dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
/** What most file systems hold, with room for "(1)". */
const mostBytes = 200;

/** A name a person may save the file under on any machine; everything readable stays. */
export function safeFileName(name: string): string {
  const shown = name.toWellFormed().normalize('NFC').replace(unreadable, '').replace(special, '_');
  const trimmed = shown.replace(/^[.\s]+|[.\s]+$/g, '').replace(reserved, '_$1');
  return shortened(trimmed) || 'file';
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= mostBytes) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  const room = mostBytes - Buffer.byteLength(extension);
  const kept = Buffer.from(name.slice(0, name.length - extension.length))
    .subarray(0, room)
    .toString('utf8');
  return `${kept.replace(/\ufffd+$/, '').trimEnd()}${extension}`;
}
