const identityKinds = ['email', 'phone', 'whatsapp', 'external'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/**
 * One spelling per identity, so that a person is found however somebody wrote it: e-mail in lower case with its domain in
 * ASCII, phone as + and digits, WhatsApp ids in lower case, external ids as they are. Null when it cannot be one.
 */
export function normaliseIdentity(kind: IdentityKind, value: string): string | null {
  const text = value.normalize('NFC').trim();
  if (text === '' || text.length > 254 || /\p{Cc}/u.test(text)) return null;
  if (kind === 'email') return normaliseEmail(text);
  if (kind === 'phone') return normalisePhone(text);
  return kind === 'whatsapp' ? text.toLowerCase() : text;
}

/** `Grüße.DE` becomes `xn--gre-6ka8l.de`; null when no mail could go there. */
export function normaliseDomain(domain: string): string | null {
  const bare = domain.trim().toLowerCase().replace(/\.$/, '');
  if (!/^[^\s@/?#:\\[\]]{1,253}$/u.test(bare)) return null;
  try {
    return new URL(`http://${bare}`).hostname;
  } catch {
    return null;
  }
}

function normaliseEmail(text: string): string | null {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at).toLowerCase();
  const domain = normaliseDomain(text.slice(at + 1));
  if (at < 1 || domain === null || (/[\s<>,;]/.test(local) && !/^"[^"]*"$/.test(local))) return null;
  return `${local}@${domain}`;
}

function normalisePhone(text: string): string | null {
  if (!/^(\+|00)?[\d\s().\-/]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const isInternational = text.startsWith('+') || text.startsWith('00');
  const number = text.startsWith('00') ? digits.slice(2) : digits;
  if (number.length < 5 || number.length > 15) return null;
  return isInternational ? `+${number}` : number;
}

/** The domain that names a person's company; null for addresses at a public provider, which name nobody's. */
export function companyDomain(kind: IdentityKind, value: string): string | null {
  if (kind !== 'email') return null;
  const domain = value.slice(value.lastIndexOf('@') + 1);
  return isPublicMailDomain(domain) ? null : domain;
}

export function isPublicMailDomain(domain: string): boolean {
  return publicMailDomains.has(domain) || publicMailFamilies.test(domain);
}

/** Providers with a domain per country: yahoo.com.br, hotmail.fr, live.co.uk ... */
const publicMailFamilies = /^(yahoo|ymail|hotmail|outlook|live|msn|gmx|yandex)(\.com?)?\.[a-z]{2,3}$/;

const publicMailDomains = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com icloud.com me.com mac.com
  yahoo.com ymail.com rocketmail.com myyahoo.com aol.com aim.com proton.me protonmail.com pm.me protonmail.ch
  tutanota.com tuta.io tuta.com tutamail.com fastmail.com fastmail.fm hey.com zoho.com zohomail.com mail.com email.com
  gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de freenet.de arcor.de posteo.de mailbox.org
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br sapo.pt
  mail.ru inbox.ru list.ru bk.ru yandex.ru ya.ru rambler.ru ukr.net seznam.cz wp.pl o2.pl onet.pl interia.pl op.pl
  orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr libero.it virgilio.it tiscali.it alice.it tin.it
  telefonica.net ono.com qq.com 163.com 126.com sina.com foxmail.com naver.com daum.net hanmail.net rediffmail.com
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net btinternet.com sky.com
  virginmedia.com ntlworld.com bigpond.com optusnet.com.au rogers.com shaw.ca sympatico.ca bluewin.ch
  mailinator.com guerrillamail.com duck.com privaterelay.appleid.com`.split(/\s+/),
);
