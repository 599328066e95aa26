import { chooseLanguage, type Texts } from './templates.ts';

/** The languages every confirmation can be written in, whether its inbox has words of its own or not. */
export const confirmationLanguages = ['en', 'pt-BR'] as const;
export type ConfirmationLanguage = (typeof confirmationLanguages)[number];
/** Templates (domain/templates.ts). */
export type ConfirmationText = { subject: string; text: string };
/** Per inbox. A language without a text of its own has the usual one. */
export type Confirmation = { isOn: boolean; texts: Texts<ConfirmationText> };

export const usualConfirmation: Record<ConfirmationLanguage, ConfirmationText> = {
  en: {
    subject: 'We received your message [#{{ ticket.number }}]',
    text: 'Hello,\n\nwe received your message and opened ticket #{{ ticket.number }} for it. {% if promise.first_reply %}You will hear from us {{ promise.first_reply }}.{% else %}We will answer as soon as we can.{% endif %}\n\nIf you want to add something, just reply to this message.',
  },
  'pt-BR': {
    subject: 'Recebemos sua mensagem [#{{ ticket.number }}]',
    text: 'Olá,\n\nrecebemos sua mensagem e registramos a solicitação sob o número #{{ ticket.number }}. {% if promise.first_reply %}Você terá uma resposta {{ promise.first_reply }}.{% else %}Responderemos assim que possível.{% endif %}\n\nSe quiser acrescentar algo, basta responder a esta mensagem.',
  },
};

/** Stands for the subject where nobody vouches for its sender: a stranger does not get to send words to others through us. */
export function unsaidSubject(language: string): string {
  return language.startsWith('pt') ? 'sua mensagem' : 'your message';
}

/** The texts of an inbox, the usual ones where it has none of its own. */
export function confirmationTexts({ texts }: Pick<Confirmation, 'texts'>): Texts<ConfirmationText> {
  return { ...usualConfirmation, ...texts };
}

/** The language of the mail, else of its sender, else of the inbox, as far as the confirmation is written in it. */
export function confirmationLanguage(texts: Texts<ConfirmationText>, wished: readonly (string | null)[]): string {
  return chooseLanguage(Object.keys(texts), wished) ?? 'en';
}
