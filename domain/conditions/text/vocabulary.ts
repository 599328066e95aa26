import { fold } from '../../text.ts';
import type { BuiltInId } from '../catalogue.ts';
import type { OperatorId } from '../operators.ts';

/** The languages conditions are written in. Every word of each is understood always; which one is written, the speech says. */
export type TextLanguage = 'en' | 'pt-BR';

/** Words of one meaning: the first one is written, the others are understood too. */
type Words = Record<TextLanguage, readonly [string, ...string[]]>;

const words = (en: string, pt: string): Words => ({ en: listed(en), 'pt-BR': listed(pt) });
const listed = (text: string) => text.split(' ') as [string, ...string[]];

/** What fields are called. Every field of the catalogue has its word: one that is missing does not compile. */
export const fieldWords: Record<BuiltInId, Words> = {
  status: words('status', 'situação'),
  status_category: words('kind', 'tipo'),
  priority: words('priority', 'prioridade'),
  impact: words('impact', 'impacto'),
  urgency: words('urgency', 'urgência'),
  topic: words('topic', 'categoria'),
  team: words('team', 'equipe time'),
  tier: words('tier', 'nível'),
  assignee: words('assignee agent', 'responsável agente'),
  requester: words('requester customer', 'solicitante cliente'),
  requester_name: words('requester_name', 'nome_do_solicitante'),
  requester_email: words('email', 'email e-mail'),
  requester_phone: words('phone', 'telefone'),
  requester_language: words('requester_language', 'idioma_do_solicitante'),
  organization: words('organization org', 'organização empresa'),
  organization_name: words('organization_name', 'nome_da_organização'),
  organization_domain: words('domain', 'domínio'),
  organization_is_vip: words('vip', 'vip'),
  inbox: words('inbox', 'caixa'),
  channel: words('channel', 'canal'),
  language: words('language', 'idioma'),
  tags: words('tag tags', 'etiqueta etiquetas'),
  subject: words('subject', 'assunto'),
  message_text: words('text', 'texto'),
  message_new_text: words('new_text', 'texto_novo'),
  number: words('number', 'número'),
  reopened_count: words('reopened', 'reaberto reaberturas'),
  message_count: words('messages', 'mensagens'),
  awaits_reply: words('waiting', 'aguardando'),
  has_resolution: words('resolution', 'solução'),
  resolution_cause: words('cause', 'causa'),
  resolution_outcome: words('outcome', 'resultado'),
  is_merged: words('merged', 'mesclado'),
  is_sla_broken: words('breached', 'descumprido'),
  is_open_now: words('open_now', 'expediente'),
  created_at: words('created opened', 'criado aberto'),
  updated_at: words('updated', 'atualizado alterado'),
  status_changed_at: words('status_changed', 'situação_mudou'),
  assigned_at: words('assigned', 'atribuído'),
  first_replied_at: words('first_reply', 'primeira_resposta'),
  last_message_at: words('last_message', 'última_mensagem'),
  last_customer_message_at: words('customer_message', 'mensagem_do_cliente'),
  last_reply_at: words('last_reply replied', 'última_resposta respondido'),
  next_due_at: words('due', 'prazo vence'),
  snoozed_until: words('snoozed', 'adiado'),
  solved_at: words('solved', 'resolvido'),
  closed_at: words('closed', 'fechado'),
};

/** Before the key of one of the desk's own fields: `field:order_number`. */
export const ownFieldWords = words('field', 'campo');

/** Before the key of a field of the requester or the organization: `requester.plan`. */
export const holderWords = { contact: fieldWords.requester, organization: fieldWords.organization };

/** What operators are called where a sign does not say them: `status:changed_to(open)`. */
export const operatorWords: Record<OperatorId, Words> = {
  is: words('is', 'igual'),
  is_not: words('is_not', 'diferente'),
  any_of: words('any', 'algum'),
  none_of: words('none', 'nenhum'),
  is_set: words('set', 'preenchido'),
  is_not_set: words('not_set', 'vazio'),
  at_least: words('at_least', 'no_mínimo'),
  at_most: words('at_most', 'no_máximo'),
  contains: words('contains', 'contém'),
  not_contains: words('not_contains', 'não_contém'),
  starts_with: words('starts_with', 'começa_com'),
  matches: words('matches', 'padrão'),
  less_than: words('less_than', 'menor_que'),
  greater_than: words('greater_than', 'maior_que'),
  before: words('before', 'antes'),
  after: words('after', 'depois'),
  is_past: words('past', 'passado'),
  hours_since_more_than: words('hours_since_more_than', 'há_mais_horas'),
  hours_since_less_than: words('hours_since_less_than', 'há_menos_horas'),
  business_hours_since_more_than: words('business_hours_since_more_than', 'há_mais_horas_úteis'),
  business_hours_since_less_than: words('business_hours_since_less_than', 'há_menos_horas_úteis'),
  hours_until_more_than: words('hours_until_more_than', 'em_mais_horas'),
  hours_until_less_than: words('hours_until_less_than', 'em_menos_horas'),
  has_any: words('any', 'algum'),
  has_all: words('all', 'todos'),
  has_none: words('none', 'nenhum'),
  changed: words('changed', 'mudou'),
  changed_from: words('changed_from', 'mudou_de'),
  changed_to: words('changed_to', 'mudou_para'),
  gained: words('gained', 'ganhou'),
  lost: words('lost', 'perdeu'),
};

/** The groups that parentheses alone do not say: those of one part, or of none. */
export const groupWords = { all: words('all', 'todos'), any: words('any', 'algum') };

export const yes = words('yes true', 'sim');
export const no = words('no false', 'não');
/** Who asks: no name of a person or team, unless it stands in quotes. */
export const askerWords = { me: words('me', 'eu'), my_teams: words('mine', 'minhas') };

/** Units of a length: hours, days of 24 hours, minutes; hours of the ticket's own business hours. */
export const units = {
  hours: words('h', 'h'),
  days: words('d', 'd'),
  minutes: words('m min', 'm min'),
  business: words('bh', 'hu'),
};

/** Choices that every desk has, beside their ids. */
const choiceWords: Record<string, Words> = {
  critical: words('critical', 'crítica'),
  high: words('high', 'alta alto'),
  medium: words('medium', 'média médio'),
  low: words('low', 'baixa baixo'),
  new: words('new', 'novo'),
  open: words('open', 'aberto'),
  pending: words('pending', 'pendente'),
  on_hold: words('on_hold', 'em_espera'),
  solved: words('solved', 'resolvido'),
  closed: words('closed', 'fechado'),
};

export function means(meaning: Words, word: string): boolean {
  const asked = fold(word);
  return Object.values(meaning).some((all) => all.some((one) => fold(one) === asked));
}

/** The entry of a vocabulary that a word means. */
export function meantBy<K extends string>(
  vocabulary: Record<K, Words>,
  word: string,
  among: readonly K[],
): K | undefined {
  return among.find((id) => means(vocabulary[id], word));
}

export function choiceWord(choice: string, language: TextLanguage): string | undefined {
  return Object.hasOwn(choiceWords, choice) ? choiceWords[choice]?.[language][0] : undefined;
}

/** Of these choices the one that a word means: by its id, or in either language. */
export function choiceMeant(word: string, choices: readonly string[]): string | undefined {
  const known = choices.filter((choice) => Object.hasOwn(choiceWords, choice));
  return choices.find((choice) => choice === word) ?? meantBy(choiceWords, word, known);
}
