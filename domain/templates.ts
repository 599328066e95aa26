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
  always('ticket.number', 'Ticket: number', 'Solicitação: número'),
  sometimes('ticket.subject', 'Ticket: subject', 'Solicitação: assunto'),
  always('ticket.status', 'Ticket: status', 'Solicitação: status'),
  always('ticket.priority', 'Ticket: priority', 'Solicitação: prioridade'),
  always('ticket.url', 'Ticket: link', 'Solicitação: link'),
  sometimes('promise.first_reply', 'When the first answer is promised', 'Quando a primeira resposta está prometida'),
  sometimes('agent.first_name', 'Agent: first name', 'Agente: primeiro nome'),
  sometimes('agent.name', 'Agent: full name', 'Agente: nome completo'),
  sometimes('team.name', 'Team', 'Equipe'),
  sometimes('inbox.name', 'Inbox', 'Caixa de entrada'),
  sometimes('desk.name', 'Company', 'Empresa'),
];

const known = new Set(templateVariables.map(({ name }) => name));

/** A ticket's custom field, by its key. */
export const fieldVariable = /^field\.[a-z0-9_-]+$/;

/** May a template ask for this? `fieldKeys` are those of the custom fields there are. */
export function isTemplateVariable(name: string, fieldKeys: readonly string[]): boolean {
  return known.has(name) || (fieldVariable.test(name) && fieldKeys.includes(name.slice('field.'.length)));
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

const holes = /\{\{-?\s*([a-z_]+\.[a-z0-9_-]+)\s*-?\}\}/g;

/** Variables that stand unfilled in what somebody is about to send (`{{ requester.first_name }}`), each once. */
export function unfilledIn(text: string): string[] {
  const named = [...text.matchAll(holes)].map(([, name]) => name as string);
  return [...new Set(named)].filter((name) => known.has(name) || fieldVariable.test(name));
}

function mainOf(tag: string): string {
  return (tag.toLowerCase().split('-')[0] ?? '').trim();
}
