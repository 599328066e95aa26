import type { Reason } from '../../../domain/events.ts';
import { chooseLanguage, firstNameOf, isRequestersWord, type Texts } from '../../../domain/templates.ts';
import { deskOrigin } from '../../platform/desk-origin.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { renderTemplate } from '../../platform/templates.ts';
import { readTemplateFacts, type TemplateFacts, valuesIn } from '../reads/template-values.ts';

/** Parts that are one line (a subject) are kept to one; every other is text. */
export type Part = { subject?: string; text: string };

export type Filling = {
  ticketId: number;
  /** Who speaks; nobody named: the assignee. */
  agentName?: string;
  /** Languages to be preferred to the ticket's own. */
  languages?: readonly (string | null)[];
  /** Values another room knows, in the language the text is read in; those given here outweigh the ticket's own. */
  more?: More;
  /** Nobody vouches for the requester: nothing they wrote or call themselves is said. */
  isStranger?: boolean;
};
export type More = (language: string) => Promise<Record<string, string>>;

/** A text as the ticket's customer reads it. `unresolved`: variables to be shown that have neither value nor fallback. */
export type Filled = Part & { language: string; unresolved: string[] };

/** Chooses the language and fills in what is known of the ticket; null where the text is written in no language. */
export async function fillTexts(
  tx: Tx,
  p: Platform,
  { texts, ...filling }: Filling & { texts: Texts<Part> },
): Promise<Filled | null> {
  const facts = await readTemplateFacts(tx, filling.ticketId);
  const wished = [...(filling.languages ?? []), ...facts.languages];
  const language = chooseLanguage(Object.keys(texts), wished);
  const part = language === null ? undefined : texts[language];
  if (language === null || part === undefined) return null;
  return fillPart(part, language, await valuesOf(p, facts, { ...filling, language }));
}

/** The same in every language it is written in, for who looks at it before it is sent; `language` is its customer's. */
export async function fillInEach(
  tx: Tx,
  p: Platform,
  { texts, ...filling }: Filling & { texts: Texts<Part> },
): Promise<{ language: string | null; filled: Filled[] }> {
  const facts = await readTemplateFacts(tx, filling.ticketId);
  const language = chooseLanguage(Object.keys(texts), [...(filling.languages ?? []), ...facts.languages]);
  const filled: Filled[] = [];
  for (const [tag, part] of Object.entries(texts)) {
    filled.push(fillPart(part, tag, await valuesOf(p, facts, { ...filling, language: tag })));
  }
  return { language, filled };
}

async function valuesOf(p: Platform, facts: TemplateFacts, filling: Filling & { language: string }) {
  const { agentName, language, more, isStranger } = filling;
  const known = Object.entries(valuesIn(facts, language)).filter(([name]) => !isStranger || !isRequestersWord(name));
  return {
    ...Object.fromEntries(known),
    'ticket.url': `${deskOrigin(p.config)}/tickets/${facts.number}`,
    ...(agentName !== undefined && { 'agent.name': agentName, 'agent.first_name': firstNameOf(agentName) }),
    ...(await more?.(language)),
  };
}

function fillPart({ subject, text }: Part, language: string, values: Record<string, string>): Filled {
  const line = subject === undefined ? null : renderTemplate(subject, values, 'line');
  const body = renderTemplate(text, values);
  const unresolved = [...new Set([...(line?.unresolved ?? []), ...body.unresolved])];
  return { ...(line && { subject: line.text }), text: body.text, language, unresolved };
}

/** Why a mail nobody reads before it leaves stays here: something in it has no value. */
export function unfilled({ unresolved }: Pick<Filled, 'unresolved'>): Reason {
  return { code: 'template_unresolved', values: { variables: unresolved } };
}
