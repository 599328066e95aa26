import type { SystemMail } from '../platform/mail/mail.ts';

type Letter = { to: string; name: string; locale: 'en' | 'pt-BR'; company: string; url: string };

/** What the desk writes to its own agents. */
export function inviteLetter(letter: Letter & { from: string }): SystemMail {
  const { name, company, from } = letter;
  const desk = company || 'Atende';
  return letter.locale === 'pt-BR'
    ? written(letter, {
        subject: `Convite para a central de atendimento ${desk}`,
        greeting: `Olá, ${name}.`,
        text: `${from} convidou você para atender em ${desk}. Escolha sua senha neste endereço:`,
        end: 'O convite vale uma vez, por 7 dias. Se você não o esperava, ignore esta mensagem.',
      })
    : written(letter, {
        subject: `You are invited to the ${desk} help desk`,
        greeting: `Hello ${name},`,
        text: `${from} invited you to work at ${desk}. Choose your password at this address:`,
        end: 'The invite works once, for 7 days. If you did not expect it, ignore this message.',
      });
}

export function resetLetter(letter: Letter): SystemMail {
  const desk = letter.company || 'Atende';
  return letter.locale === 'pt-BR'
    ? written(letter, {
        subject: `Nova senha para ${desk}`,
        greeting: `Olá, ${letter.name}.`,
        text: 'Alguém pediu uma nova senha para a sua conta. Escolha-a neste endereço:',
        end: 'O endereço vale uma vez, por 30 minutos. Se não foi você, ignore esta mensagem: nada mudou.',
      })
    : written(letter, {
        subject: `A new password for ${desk}`,
        greeting: `Hello ${letter.name},`,
        text: 'Somebody asked for a new password for your account. Choose it at this address:',
        end: 'The address works once, for 30 minutes. If it was not you, ignore this message: nothing has changed.',
      });
}

type Words = { subject: string; greeting: string; text: string; end: string };

function written({ to, url }: Letter, { subject, greeting, text, end }: Words): SystemMail {
  const paragraphs = [greeting, text, url, end];
  const shown = paragraphs.map((one) => (one === url ? `<a href="${escaped(url)}">${escaped(url)}</a>` : escaped(one)));
  return {
    to,
    subject,
    text: `${paragraphs.join('\n\n')}\n`,
    html: shown.map((one) => `<p>${one}</p>`).join('\n'),
  };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
