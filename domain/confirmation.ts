/** The languages a confirmation is written in. */
export const confirmationLanguages = ['en', 'pt-BR'] as const;
export type ConfirmationLanguage = (typeof confirmationLanguages)[number];
export type ConfirmationText = { subject: string; text: string };
/** Per inbox. A language without a text of its own has the usual one. */
export type Confirmation = { isOn: boolean; texts: Partial<Record<ConfirmationLanguage, ConfirmationText>> };

export const usualConfirmation: Record<ConfirmationLanguage, ConfirmationText> = {
  en: {
    subject: 'We received your message [#{number}]',
    text: 'Hello,\n\nwe received your message and opened ticket #{number} for it. We will answer as soon as we can.\n\nIf you want to add something, just reply to this message.',
  },
  'pt-BR': {
    subject: 'Recebemos sua mensagem [#{number}]',
    text: 'Olá,\n\nrecebemos sua mensagem e registramos a solicitação sob o número #{number}. Responderemos assim que possível.\n\nSe quiser acrescentar algo, basta responder a esta mensagem.',
  },
};

/** Stands for the subject where nobody vouches for its sender: a stranger does not get to send words to others through us. */
const unsaidSubject: Record<ConfirmationLanguage, string> = { en: 'your message', 'pt-BR': 'sua mensagem' };

/** The language of the mail, else of its sender, else of the inbox, as far as confirmations are written in it. */
export function confirmationLanguage(wished: readonly (string | null)[]): ConfirmationLanguage {
  for (const tag of wished) {
    const known = knownLanguage(tag);
    if (known !== null) return known;
  }
  return 'en';
}

function knownLanguage(tag: string | null): ConfirmationLanguage | null {
  const [main] = (tag ?? '').toLowerCase().split('-');
  if (main === 'pt') return 'pt-BR';
  return main === 'en' ? 'en' : null;
}

type About = { number: number; subject: string; isVerified: boolean };

/** The words of a confirmation. `{number}` and `{subject}` are filled in; nothing else that a stranger wrote comes back. */
export function confirmationWords(
  { texts }: Pick<Confirmation, 'texts'>,
  language: ConfirmationLanguage,
  about: About,
): ConfirmationText {
  const { subject, text } = texts[language] ?? usualConfirmation[language];
  const said = about.isVerified ? about.subject : unsaidSubject[language];
  const fill = (words: string) =>
    words.replace(/\{(number|subject)\}/g, (_, name) => (name === 'number' ? String(about.number) : said));
  return { subject: fill(subject), text: fill(text) };
}
