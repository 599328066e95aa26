import type { FieldDefinition, Holder } from './fields/field.ts';
import type { Priority } from './tickets/ticket.ts';

/** A text in several languages, by language tag (`en`, `pt-BR`, `es`). */
export type Texts<T = string> = Readonly<Record<string, T>>;

/** What a text may say of a ticket. `isAlways`: it has a value on every ticket, so that no fallback is needed. */
export type TemplateVariable = { name: string; label: { en: string; 'pt-BR': string }; isAlways: boolean };

const always = (name: string, en: string, pt: string) => ({ name, label: { en, 'pt-BR': pt }, isAlways: true });
const sometimes = (name: string, en: string, pt: string) => ({ name, label: { en, 'pt-BR': pt }, isAlways: false });

/** Every variable but the custom fields, in the order a form offers them. */
export const templateVariables: readonly TemplateVariable[] = [
  sometimes('requester.first_name', 'Requester: first name', 'Solicitante: primeiro nome'),
  sometimes('requester.name', 'Requester: full name', 'Solicitante: nome completo'),
  sometimes('requester.email', 'Requester: e-mail', 'Solicitante: e-mail'),
  sometimes('organization.name', 'Organization', 'Organização'),
  always('ticket.number', 'Ticket: number', 'Ticket: número'),
  sometimes('ticket.subject', 'Ticket: subject', 'Ticket: assunto'),
  always('ticket.status', 'Ticket: status', 'Ticket: status'),
  always('ticket.priority', 'Ticket: priority', 'Ticket: prioridade'),
  always('ticket.url', 'Ticket: link', 'Ticket: link'),
  sometimes('promise.first_reply', 'When the first answer is promised', 'Quando a primeira resposta está prometida'),
  sometimes('agent.first_name', 'Agent: first name', 'Agente: primeiro nome'),
  sometimes('agent.name', 'Agent: full name', 'Agente: nome completo'),
  sometimes('team.name', 'Team', 'Equipe'),
  sometimes('inbox.name', 'Inbox', 'Caixa de entrada'),
  sometimes('desk.name', 'Company', 'Empresa'),
];

const known = new Set(templateVariables.map(({ name }) => name));

/** An own field of the ticket, its requester or the requester's organization, by its key. */
const fieldVariable = /^((requester|organization)\.)?field\.[a-z0-9_-]+$/;

/** Has a variable this form? Whether there is such a field, the desk knows: see `variablesWith`. */
export function isTemplateVariable(name: string): boolean {
  return known.has(name) || fieldVariable.test(name);
}

const owners: Record<Holder, string> = { ticket: '', contact: 'requester.', organization: 'organization.' };

/** What texts call a field: by its key, and by whose it is where it is not the ticket's. */
export function variableOfField({ holder, key }: Pick<FieldDefinition, 'holder' | 'key'>): string {
  return `${owners[holder]}field.${key}`;
}

/** May a template of a desk with these fields ask for this? */
export function variablesWith(fields: readonly Pick<FieldDefinition, 'holder' | 'key'>[]): (name: string) => boolean {
  const own = new Set(fields.map(variableOfField));
  return (name) => known.has(name) || own.has(name);
}

/** What the requester wrote or is called: said to nobody where no one vouches that it was them. */
export function isRequestersWord(name: string): boolean {
  return name === 'ticket.subject' || /^(requester|organization|field)\./.test(name);
}

/**
 * Of the languages a text is written in, the first that somebody is wished to read: exactly, else another kind of the same
 * language (`pt` reads `pt-BR`). Where none fits, the first it is written in; null where it is written in none.
 */
export function chooseLanguage(written: readonly string[], wished: readonly (string | null)[]): string | null {
  for (const wish of wished) {
    if (wish === null) continue;
    const exact = written.find((tag) => tag.toLowerCase() === wish.toLowerCase());
    const akin = exact ?? written.find((tag) => mainOf(tag) === mainOf(wish));
    if (akin !== undefined) return akin;
  }
  return written[0] ?? null;
}

/** Languages that the desk's customers are answered in and the text is not written in. */
export function missingLanguages(written: readonly string[], spoken: readonly string[]): string[] {
  return [...new Set(spoken)].filter((tag) => !written.some((one) => mainOf(one) === mainOf(tag)));
}

/** How somebody is greeted: what stands before the first space of a name. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}

const inEnglish = { critical: 'critical', high: 'high', medium: 'medium', low: 'low' };
const inPortuguese = { critical: 'crítica', high: 'alta', medium: 'média', low: 'baixa' };

/** What priorities are called in a text to a customer. */
export function priorityWords(language: string): Record<Priority, string> {
  return mainOf(language) === 'pt' ? inPortuguese : inEnglish;
}

function mainOf(tag: string): string {
  return (tag.toLowerCase().split('-')[0] ?? '').trim();
}
