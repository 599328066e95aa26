import { isForward } from '../../../domain/quotation/forwards.ts';
import { partsOf } from '../../../domain/quotation/parts.ts';
import { bareContentId, withOwnPicturesFrom } from '../../platform/html/own-pictures.ts';
import { remotePictures, withPicturesFrom } from '../../platform/html/remote-pictures.ts';
import type { ShownMessage } from '../reads/files.ts';
import { attachmentUrl } from '../reads/message-view.ts';
import { endOfFold, type FoldedKind, type Folding, foldedHtml, type OpenFold } from './fold.ts';
import { sheet } from './sheet.ts';

export type FramedMessage = ShownMessage & { id: string };
export type FrameLook = { theme: 'light' | 'dark' | 'system'; lang: 'en' | 'pt-BR'; images: 'shown' | 'waiting' };

/** A mail may name thousands of pictures; these are shown. */
export const mostRemotePictures = 500;

/**
 * The page of one message: its sanitised HTML, or its text, with what it quotes folded. Pictures that came with it are
 * shown; those on the internet wait for a click, and come through the desk then.
 */
export function messageFrame(message: FramedMessage, look: FrameLook): string {
  const { lang, theme } = look;
  const folding = { openFold: foldsIn(lang), isForward: message.opensTicket && isForward(message.subject) };
  const content =
    message.html === null ? plain(message.text, folding) : pictured(message.html, { message, look, folding });
  const scheme = message.html !== null && bringsColours(message.html) ? 'light' : theme;
  return `<!doctype html>
<html lang="${message.language}" data-scheme="${scheme}" data-kind="${message.kind}"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width"><title>Message</title><base target="_blank">
<style>${sheet}</style></head><body>${content}</body></html>`;
}

/** Mail that sets colours of its own was made for white paper: on a dark sheet half of it could not be read. */
function bringsColours(html: string): boolean {
  return /\sbgcolor=|<font[^>]*\scolor=|[";\s](background|background-color|color):/.test(html);
}

type Page = { message: FramedMessage; look: FrameLook; folding: Folding };

function pictured(html: string, { message, look, folding }: Page): string {
  const remote = remotePictures(html).slice(0, mostRemotePictures);
  const shown = withAttached(foldedHtml(html, folding), { pictures: message.pictures, lang: look.lang });
  if (remote.length === 0) return shown;
  if (look.images === 'waiting') return `${askForImages(look)}${withPicturesFrom(shown, () => null)}`;
  const numbers = new Map(remote.map((address, nth) => [address, nth]));
  return withPicturesFrom(shown, (address) => {
    const nth = numbers.get(address);
    return nth === undefined ? null : `/api/messages/${message.id}/images?nth=${nth}`;
  });
}

const missingWords: Record<FrameLook['lang'], string> = {
  en: 'A picture is missing here',
  'pt-BR': 'Falta uma imagem aqui',
};

/** Where the mail names a picture that did not come with it, a box says so. */
function withAttached(html: string, { pictures, lang }: Pick<ShownMessage, 'pictures'> & Pick<FrameLook, 'lang'>) {
  const urls = new Map(pictures.map(({ id, contentId }) => [bareContentId(contentId), attachmentUrl(id)]));
  const otherwise = (alt: string | null) =>
    alt === null
      ? `<span data-missing lang="${lang}">${missingWords[lang]}</span>`
      : `<span data-missing>${alt}</span>`;
  return withOwnPicturesFrom(html, (contentId) => urls.get(contentId) ?? null, otherwise);
}

const imageWords: Record<FrameLook['lang'], [waiting: string, show: string]> = {
  en: ['Images from the internet are not shown.', 'Show images'],
  'pt-BR': ['As imagens da internet não são mostradas.', 'Mostrar imagens'],
};

/** A link to this page with its images: it needs no script. Marked by `data-images`, which no mail can bring. */
function askForImages({ theme, lang }: FrameLook): string {
  const [waiting, show] = imageWords[lang];
  const address = `?theme=${theme}&amp;lang=${lang}&amp;images=shown`;
  return `<p data-images lang="${lang}"><span>${waiting}</span> <a href="${address}" target="_self">${show}</a></p>`;
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
