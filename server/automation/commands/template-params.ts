import { z } from 'zod';
import { isTemplateVariable } from '../../../domain/templates.ts';
import { longestTemplate, problemsOf, type TemplateProblem } from '../../platform/templates.ts';

// Templates among the params of actions and in macros: what cannot be filled in is refused when it is saved, with its place.

export type PlacedProblem = TemplateProblem & { language: string };

/** What is wrong in each language. */
export function problemsIn(
  texts: Readonly<Record<string, string>>,
  isKnown: (variable: string) => boolean = isTemplateVariable,
): PlacedProblem[] {
  return Object.entries(texts).flatMap(([language, source]) =>
    problemsOf(source, isKnown).map((problem) => ({ language, ...problem })),
  );
}

const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** One text in several languages, at least one. */
export const templates = z
  .record(languageTag, z.string().trim().min(1).max(longestTemplate))
  .refine((texts) => Object.keys(texts).length > 0, { message: 'Write it in one language at least.' })
  .superRefine((texts, context) => {
    for (const problem of problemsIn(texts)) {
      context.addIssue({ code: 'custom', path: [problem.language], message: sentenceOf(problem) });
    }
  });

export function sentenceOf({ code, name, line, column }: TemplateProblem): string {
  const what: Record<TemplateProblem['code'], string> = {
    template_variable: `there is no variable ${name}`,
    template_filter: `there is no filter ${name}`,
    template_tag: `there is no tag ${name}`,
    template_unclosed: `${name} is not closed`,
    template_long: 'it is too long',
    template_syntax: `it cannot be read: ${name}`,
  };
  return `Line ${line}, column ${column}: ${what[code]}.`;
}
