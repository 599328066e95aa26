import type { z } from 'zod';
import type { Topic, topicBody } from '../../../contract/topics.ts';
import { type ConfirmationText, usualConfirmation } from '../../../domain/confirmation.ts';
import { type Typed, typedOf } from '../words-in.tsx';

export const none = 'none';

/** A question as it is typed; `id` is only for the list, `saved` the desk's. */
export type Question = { id: string; saved?: string; text: Typed };

export type TopicForm = {
  name: Typed;
  description: Typed;
  parentId: string;
  team: string;
  slaPolicy: string;
  confirmation: Topic['confirmation']['kind'];
  texts: Record<string, ConfirmationText>;
  form: Topic['form'];
  needsResolution: boolean;
  checklist: Question[];
};

export function topicForm(topic: Topic | null, parentId: string | null): TopicForm {
  const confirmation = topic?.confirmation ?? { kind: 'inherit' };
  return {
    name: typedOf(topic?.name ?? null),
    description: typedOf(topic?.description ?? null),
    parentId: parentId ?? none,
    team: topic?.team?.id ?? none,
    slaPolicy: topic?.slaPolicy?.id ?? none,
    confirmation: confirmation.kind,
    texts: confirmation.kind === 'own' ? confirmation.texts : { ...usualConfirmation },
    form: topic?.form ?? [],
    needsResolution: topic?.needsResolution ?? false,
    checklist: (topic?.checklist ?? []).map(({ id, text }) => ({ id, saved: id, text: typedOf(text) })),
  };
}

export function bodyOfTopic(form: TopicForm): z.input<typeof topicBody> {
  const isSaid = (typed: Typed) => Object.values(typed).some((said) => said.trim() !== '');
  const { confirmation, texts } = form;
  return {
    name: form.name,
    description: isSaid(form.description) ? form.description : null,
    parentId: orNull(form.parentId),
    team: orNull(form.team),
    slaPolicy: orNull(form.slaPolicy),
    confirmation: confirmation === 'own' ? { kind: 'own', texts } : { kind: confirmation },
    form: form.form,
    needsResolution: form.needsResolution,
    checklist: form.checklist
      .filter(({ text }) => isSaid(text))
      .map(({ saved, text }) => ({ ...(saved && { id: saved }), text })),
  };
}

function orNull(id: string): string | null {
  return id === none ? null : id;
}
