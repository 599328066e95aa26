import { domainToASCII } from 'node:url';

const localPart = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i;

/**
 * One address and nothing else: no display name, quotes, commas, spaces, comments or control characters, so that no
 * library can read two recipients or another domain into it. Null when it is anything more. The domain comes back in
 * ASCII and lower case; the local part as written, because it is the receiver's to interpret.
 */
export function addrSpec(text: string): string | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = domainOf(text.slice(at + 1));
  if (at < 1 || local.length > 64 || text.length > 254 || !localPart.test(local)) return null;
  if (domain === '' || domain.length > 253 || !domain.split('.').every((one) => one.length < 64 && label.test(one))) {
    return null;
  }
  return `${local}@${domain}`;
}

const domainLetters = /^[\p{L}\p{N}\p{M}._-]+$/u;

/**
 * Empty for what is no domain. `domainToASCII` reads it as that of a URL: it ends at `?`, `#`, `/` and `\`, and numbers
 * become an IP address, so that one domain would be taken for another.
 */
function domainOf(written: string): string {
  if (!domainLetters.test(written)) return '';
  const domain = domainToASCII(written).toLowerCase();
  const isAscii = /^\p{ASCII}+$/u.test(written);
  const isSame = isAscii ? domain === written.toLowerCase() : domain.split('.').length === written.split('.').length;
  return isSame ? domain : '';
}
