import { isForward } from '../../domain/quotation/forwards.ts';
import { partsOf } from '../../domain/quotation/parts.ts';
import { endOfFold, type FoldedKind, type Folding, foldedHtml, type OpenFold } from './frame/fold.ts';
import type { ShownMessage } from './reads/files.ts';
import { attachmentUrl } from './reads/message-view.ts';

/** The policy of the page a message is shown on: no script, nothing from elsewhere, links open outside the frame. */
export const framePolicy =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox allow-same-origin allow-popups";

export type FrameLook = { theme: 'light' | 'dark' | 'system'; lang: 'en' | 'pt-BR' };

/**
 * The page of one message: its sanitised HTML, or its text, with what it quotes folded. Pictures that came with it are
 * shown, remote ones are not asked for.
 */
export function messageFrame(message: ShownMessage, { theme, lang }: FrameLook): string {
  const folding = { openFold: foldsIn(lang), isForward: message.opensTicket && isForward(message.subject) };
  const content =
    message.html === null
      ? plain(message.text, folding)
      : withPictures(foldedHtml(message.html, folding), message.pictures);
  const scheme = message.html !== null && bringsColours(message.html) ? 'light' : theme;
  return `<!doctype html>
<html lang="${message.language}" data-scheme="${scheme}"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width"><title>Message</title><base target="_blank">
<style>${sheet}</style></head><body>${content}</body></html>`;
}

/** Mail that sets colours of its own was made for white paper: on a dark sheet half of it could not be read. */
function bringsColours(html: string): boolean {
  return /\sbgcolor=|<font[^>]*\scolor=|[";\s](background|background-color|color):/.test(html);
}

function plain(text: string, { openFold, ...sent }: Folding): string {
  const shown = partsOf(text, sent).map((part) => {
    const escaped = part.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return part.kind === 'new' ? escaped : `${openFold(part.kind, false)}${escaped}${endOfFold}`;
  });
  return `<div class="plain">${shown.join('')}</div>`;
}

const words: Record<FrameLook['lang'], Record<FoldedKind, [show: string, hide: string]>> = {
  en: {
    quoted: ['Show the quotation', 'Hide the quotation'],
    signature: ['Show the signature', 'Hide the signature'],
  },
  'pt-BR': {
    quoted: ['Mostrar a citação', 'Esconder a citação'],
    signature: ['Mostrar a assinatura', 'Esconder a assinatura'],
  },
};

/** The words are the reader's language; what is folded speaks the sender's. Marked by `data-fold`, which no mail can bring. */
function foldsIn(lang: FrameLook['lang']): OpenFold {
  return (kind, isOpen) => {
    const [show, hide] = words[lang][kind];
    return `<details data-fold="${kind}"${isOpen ? ' open' : ''}><summary lang="${lang}"><span>${show}</span><span>${hide}</span></summary><div>`;
  };
}

/** Sanitised HTML has no `<` or `>` inside texts and attributes, so what looks like a picture is one. */
function withPictures(html: string, pictures: ShownMessage['pictures']): string {
  const byContentId = new Map(pictures.map(({ id, contentId }) => [bare(contentId), attachmentUrl(id)]));
  return html.replace(/(<img\b[^<>]*?\s)src="cid:([^"<>]*)"/g, (picture, before: string, contentId: string) => {
    const url = byContentId.get(bare(contentId)) ?? byContentId.get(bare(decoded(contentId)));
    return url ? `${before}src="${url}"` : picture.replace(' src="cid:', ' data-missing="cid:');
  });
}

function bare(contentId: string): string {
  return contentId.replace(/^<|>$/g, '').replaceAll('&amp;', '&').toLowerCase();
}

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId; // written with a bare percent sign: then it is meant as it stands
  }
}

const sheet = `
:root { color-scheme: light; --paper: #ffffff; --ink: #1f2328; --quiet: #656d76; --line: #d8dee4; --link: #0a58ca; --fold: #f0f2f4; }
:root[data-scheme="dark"] { color-scheme: dark; --paper: oklch(22.5% .009 265); --ink: #e6e8eb; --quiet: #9aa3ad; --line: #33383e; --link: #8ab4f8; --fold: #24282d; }
@media (prefers-color-scheme: dark) { :root[data-scheme="system"] { color-scheme: dark; --paper: oklch(22.5% .009 265); --ink: #e6e8eb;
  --quiet: #9aa3ad; --line: #33383e; --link: #8ab4f8; --fold: #24282d; } }
html { background: var(--paper); }
body { margin: 0; padding: 1px 0; color: var(--ink); font: 14.5px/1.55 Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
body > :first-child { margin-top: 0; }
body > :last-child { margin-bottom: 0; }
.plain { white-space: pre-wrap; }
a { color: var(--link); }
img { max-width: 100%; height: auto; }
img[data-remote-src], img[data-missing] { min-width: 24px; min-height: 24px; outline: 1px dashed var(--line); }
table { max-width: 100%; }
[data-was="p"] { margin: 1em 0; }
details[data-fold] { margin: 8px 0; white-space: normal; }
.plain details[data-fold] > div { white-space: pre-wrap; }
details[data-fold] > summary { display: inline-block; list-style: none; cursor: pointer; padding: 1px 10px; border-radius: 99px;
  background: var(--fold); color: var(--quiet); font: 12.5px/22px Inter, system-ui, sans-serif; }
details[data-fold] > summary::-webkit-details-marker { display: none; }
details[data-fold] > summary:hover { color: var(--ink); }
details[data-fold] > summary:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
details[data-fold][open] > summary > :first-child, details[data-fold]:not([open]) > summary > :last-child { display: none; }
details[data-fold] > div { margin-top: 8px; }
pre { white-space: pre-wrap; }
blockquote { margin: 0 0 0 2px; padding-left: 12px; border-left: 2px solid var(--line); color: var(--quiet); }
hr { border: 0; border-top: 1px solid var(--line); }`;
