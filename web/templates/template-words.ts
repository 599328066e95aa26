import type { TemplateProblemView } from '../../contract/templates.ts';
import { t } from '../../locales/translate.ts';

const what: Record<string, (name: string) => string> = {
  template_variable: (name) => t('there is no variable {name}', { name }),
  template_filter: (name) => t('there is no filter {name}', { name }),
  template_tag: (name) => t('there is no command {name}', { name }),
  template_unclosed: (name) => t('{name} is not closed', { name }),
  template_long: () => t('the text is too long'),
};

/** What is wrong with a template and where, in one sentence. */
export function problemInWords({ code, name, line, column }: TemplateProblemView): string {
  const said = what[code]?.(name) ?? t('this cannot be read: {said}', { said: name });
  return t('Line {line}, column {column}: {said}.', { line, column, said });
}

/** A language by its own name, the first letter large. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
