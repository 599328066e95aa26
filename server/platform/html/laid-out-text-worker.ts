import { htmlToText } from './html-to-text.ts';

/** Runs in a worker thread (see laid-out-text.ts). */
export async function run({ html }: { html: string }): Promise<{ output: string }> {
  return { output: htmlToText(html) };
}
