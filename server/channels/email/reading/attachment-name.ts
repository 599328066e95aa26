import { headerText } from '../../../platform/mail/header-text.ts';

/** The last step of any path, without control characters, direction overrides and zero-width characters; else as written. */
export function cleanName(written: string): string {
  const name =
    headerText(written.replace(/[\u200b-\u200f\u2060-\u2064]/g, ''), 1000)
      .split(/[/\\]/)
      .at(-1) ?? '';
  const trimmed = name.trim().replace(/^\.+$/, '');
  const safe = isDevice(trimmed) ? `_${trimmed}` : trimmed;
  return safe.length <= longestName ? safe : shortened(safe);
}

const longestName = 200;

/** Names that mean a device on Windows, whatever ending follows. */
const isDevice = (name: string) => /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i.test(name);

function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${name.slice(0, longestName - extension.length).toWellFormed()}${extension}`;
}
