import { z } from 'zod';

// Paths: GET /api/template-variables · POST /api/template-previews.

/** `en`, `pt-BR`, `es`: any language a desk's customers may read. */
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
export const templateVariable = z.strictObject({
  name: z.string(),
  label: z.strictObject({ en: z.string(), 'pt-BR': z.string() }),
  /** It has a value on every ticket. */
  isAlways: z.boolean(),
});
export type TemplateVariableView = z.infer<typeof templateVariable>;
/** `languages`: those the desk answers in, by its settings and its inboxes. */
export const templateVariableList = z.strictObject({
  variables: z.array(templateVariable),
  languages: z.array(z.string()),
});

/** What is wrong with a template, in which language and where (line and column from 1). */
const templateProblem = z.strictObject({
  language: z.string(),
  code: z.string(),
  name: z.string(),
  line: z.number().int(),
  column: z.number().int(),
});
export type TemplateProblemView = z.infer<typeof templateProblem>;

/** A text, or one that has a subject as well. */
const templateText = z.union([
  z.string().max(20_000),
  z.strictObject({ subject: z.string().max(500), text: z.string().max(20_000) }),
]);
export type TemplateText = z.infer<typeof templateText>;

/** A template that may not be finished, seen on a real ticket. */
export const templatePreviewBody = z.strictObject({
  ticket: z.int().positive(),
  texts: z.record(languageTag, templateText),
});
export const templatePreviewReply = z.strictObject({
  /** The language its customer would read it in. */
  language: z.string().nullable(),
  previews: z.array(
    z.strictObject({
      language: z.string(),
      subject: z.string().nullable(),
      text: z.string(),
      unresolved: z.array(z.string()),
    }),
  ),
  problems: z.array(templateProblem),
});
export type TemplatePreview = z.infer<typeof templatePreviewReply>;
