import { eld } from 'eld/extrasmall';

/** Runs in a thread of its own: the tables of sixty languages take some 90 MB and a third of a second to read. */
export async function run({ text }: { text: string }): Promise<{ output: string | null }> {
  const found = eld.detect(text);
  return { output: found.language !== '' && found.isReliable() ? found.language : null };
}
