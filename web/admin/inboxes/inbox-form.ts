import type { z } from 'zod';
import type { Inbox, updateInboxBody } from '../../../contract/inboxes.ts';
import { usualClosedPolicy } from '../../../domain/closed-policy.ts';
import { currentLanguage, type Language } from '../../../locales/translate.ts';

/** What the dialog holds while somebody fills it in; `none` stands for no team and no topic. */
export type InboxForm = {
  channel: string;
  name: string;
  addresses: string;
  settings: Record<string, unknown>;
  team: string;
  topic: string;
  language: Language;
  senderName: string;
  signature: string;
  confirmation: Inbox['confirmation'];
  closed: Inbox['closed'];
  isActive: boolean;
};

export const none = 'none';

const blank: Omit<InboxForm, 'language'> = {
  channel: 'email',
  name: '',
  addresses: '',
  settings: {},
  team: none,
  topic: none,
  senderName: '',
  signature: '',
  // Who makes an inbox answers for it: what it confirms is in sight before it is saved.
  confirmation: { isOn: true, texts: {} },
  closed: usualClosedPolicy,
  isActive: true,
};

export function inboxForm(inbox: Inbox | null): InboxForm {
  if (inbox === null) return { ...blank, language: currentLanguage() };
  const { channel, name, settings, senderName, signature, confirmation, closed, isActive } = inbox;
  return {
    ...{ channel, name, settings, senderName, signature, confirmation, closed, isActive },
    addresses: inbox.addresses.join(', '),
    team: inbox.team?.id ?? none,
    topic: inbox.topic?.id ?? none,
    language: inbox.language === 'pt-BR' ? 'pt-BR' : 'en',
  };
}

export function bodyOf(form: InboxForm): z.input<typeof updateInboxBody> & { name: string } {
  const { name, settings, language, senderName, signature, confirmation, closed, isActive } = form;
  return {
    ...{ name, settings, language, senderName, signature, confirmation, closed, isActive },
    addresses: form.addresses.split(/[\s,;]+/).filter((address) => address !== ''),
    team: form.team === none ? null : form.team,
    topic: form.topic === none ? null : form.topic,
  };
}
