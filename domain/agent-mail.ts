import type { Reason } from './events.ts';
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

/** Mail that carries a token which we gave to an agent, as far as it decides what it may do. */
export type AgentClaim = {
  /** The agent the token was given to; null: they do not work here any more. */
  agent: { email: string; sees: boolean; mayReply: boolean; mayNote: boolean } | null;
  /** The address in From. */
  sender: string | null;
  /** Somebody vouches for that address. */
  isVerified: boolean;
  /** A machine wrote it: an out-of-office note of the agent is nobody's reply. */
  isAutomatic: boolean;
};
/** `isForgery`: somebody seems to pretend to be the agent. Refused mail is kept aside, where an admin reads it. */
export type AgentMail =
  | { as: 'reply'; reason: Reason }
  | { as: 'note'; reason: Reason; isForgery: boolean }
  | { as: 'nothing' }
  | { as: 'refused'; reason: Reason; isForgery: boolean };

/** To speak for the desk by mail takes both: the token we gave this agent, and mail somebody vouches for from their address. */
export function judgeAgentMail({ agent, sender, isVerified, isAutomatic }: AgentClaim): AgentMail {
  const values = { from: sender ?? '' };
  const refused = (code: string, isForgery = false): AgentMail => ({
    as: 'refused',
    reason: { code, values },
    isForgery,
  });
  if (agent === null) return refused('agent_turned_off');
  if (sender !== agent.email) return refused('agent_token_of_another', true);
  if (isAutomatic) return { as: 'nothing' };
  if (!agent.sees) return refused('agent_lost_access');
  if (!isVerified) return { as: 'note', reason: { code: 'agent_mail_unverified', values }, isForgery: true };
  if (agent.mayReply) return { as: 'reply', reason: { code: 'agent_mail', values } };
  if (agent.mayNote) return { as: 'note', reason: { code: 'agent_may_not_reply', values }, isForgery: false };
  return refused('agent_may_not_write');
}
