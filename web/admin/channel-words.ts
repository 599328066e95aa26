import { t } from '../../locales/translate.ts';

type Words = { title?: string; description?: string };

/** What the fields of the channels we know are called in the agent's language; others show their schema's own words. */
const words: Record<string, () => Words> = {
  'email.plusAddressing': () => ({
    title: t('Signed reply address'),
    description: t('Answers come to support+token@. Turn it off where the mail server refuses such addresses.'),
  }),
};

export function fieldWords(channel: string, field: string): Words {
  return words[`${channel}.${field}`]?.() ?? {};
}
