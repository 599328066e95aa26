import { newPartOf } from './quotation/parts.ts';

/** What a token in a notification is signed for: where it stands. One cannot be made out of the other. */
export const agentTokenPlaces = { address: 'agent reply address', messageId: 'agent message id' } as const;

const line = {
  en: 'Write your answer above this line',
  'pt-BR': 'Escreva sua resposta acima desta linha',
} as const;

/** The first line of a notification: what stands below it in an answer is ours and never goes to a customer. */
export function answerAbove(language: keyof typeof line): string {
  return `##- ${line[language]} -##`;
}

const marker = /^.*##-.{1,120}?-##/m;

/** What the agent wrote, without the notification they answered. The mail itself is stored whole. */
export function answerOf(text: string): string {
  const at = marker.exec(text)?.index;
  const above = at === undefined ? text : withoutIntroduction(text.slice(0, at));
  return withoutIntroduction(newPartOf(above));
}

/** "On Saturday ... wrote:" and header lines that mail programs put above what they quote, where nothing follows them. */
function withoutIntroduction(text: string): string {
  const lines = text.trimEnd().split('\n');
  let end = lines.length;
  while (end > 0 && isBlankOrHeader(lines[end - 1] ?? '')) end -= 1;
  const start = Math.max(0, end - 3);
  for (let at = start; at < end; at += 1) {
    const last = lines.slice(at, end).join(' ').trim();
    if (introduces(last)) return withoutIntroduction(lines.slice(0, at).join('\n'));
  }
  return lines.slice(0, end).join('\n').trim();
}

const header = /^[>*\s]*(from|to|cc|sent|date|subject|reply-to|de|para|enviad[oa]( em)?|data|assunto)\*?:\*? /i;
const rule = /^[>\s]*([-_=]{5,}.*|-+ ?(original message|mensagem original) ?-+)$/i;

function isBlankOrHeader(text: string): boolean {
  return text.trim() === '' || /^[>\s]+$/.test(text) || header.test(text) || rule.test(text);
}

const introduction = /^[>\s]*(on|em|el|le|am|il|op)\b.{5,300}(:|\bwrote|\bescreveu|\ba écrit|\bschrieb)$/iu;

function introduces(text: string): boolean {
  return introduction.test(text) && (/\d/.test(text) || text.includes('@'));
}

/** Signs that something of the notification is left: then it stays inside, whoever wrote it. */
export function quotesNotification(text: string, signs: readonly string[]): boolean {
  const said = text.toLowerCase();
  return text.includes('##-') || signs.some((sign) => sign !== '' && said.includes(sign.toLowerCase()));
}
