import { htmlWords } from '../../platform/html-words.ts';
import { sanitizeHtml } from '../../platform/sanitize-html.ts';

/** What somebody wrote by the API: plain text or HTML. Both are kept, the HTML only after it was made harmless. */
export async function writtenText(written: {
  text?: string | undefined;
  html?: string | undefined;
}): Promise<{ text: string; html: string | null }> {
  if (written.html === undefined) return { text: written.text ?? '', html: null };
  const { html } = await sanitizeHtml(written.html);
  return { text: htmlWords(html), html };
}
