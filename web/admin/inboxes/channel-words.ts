import { emailWords, type Words } from './email-words.ts';

/** What the fields of the channels we know are called in the agent's language; others show their schema's own words. */
const words: Record<string, Record<string, () => Words>> = { email: emailWords };

export function fieldWords(channel: string, field: string): Words {
  return words[channel]?.[field]?.() ?? {};
}
