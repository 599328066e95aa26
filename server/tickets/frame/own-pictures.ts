import { attachmentUrl } from '../reads/message-view.ts';

type Own = { pictures: readonly { id: string; contentId: string }[]; lang: 'en' | 'pt-BR' };

const missingWords = { en: 'A picture is missing here', 'pt-BR': 'Falta uma imagem aqui' };

/**
 * Pictures that came with the mail, shown where the mail names them; where it names one that did not come, a box says so.
 * Sanitised HTML has no `<` or `>` inside texts and attributes, so what looks like a picture is one.
 */
export function ownPictures(html: string, { pictures, lang }: Own): string {
  const byContentId = new Map(pictures.map(({ id, contentId }) => [bare(contentId), attachmentUrl(id)]));
  return html.replace(/<img\b[^<>]*? src="cid:([^"<>]*)"[^<>]*>/g, (tag, contentId: string) => {
    const url = byContentId.get(bare(contentId)) ?? byContentId.get(bare(decoded(contentId)));
    if (url) return tag.replace(` src="cid:${contentId}"`, () => ` src="${url}"`);
    const alt = / alt="([^"]+)"/.exec(tag)?.[1];
    return `<span data-missing${alt ? '' : ` lang="${lang}"`}>${alt ?? missingWords[lang]}</span>`;
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
