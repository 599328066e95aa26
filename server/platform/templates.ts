import { Drop, Liquid, LiquidError, type Template } from 'liquidjs';
import { AppError } from '../../domain/errors.ts';
import { escapeHtml } from './html/html-of-text.ts';
import { headerText } from './mail/header-text.ts';

// Texts with variables, in Liquid of which only what cannot do harm is left: no loops, no files, no way into an object. A
// value is put in once and is never read as a template again: whatever a stranger calls themselves comes out as written.

export const problemCodes = [
  'template_variable',
  'template_filter',
  'template_tag',
  'template_unclosed',
  'template_long',
  'template_syntax',
] as const;

/** What is wrong with a template and where (line and column from 1); `name` is the variable, filter or tag it is about. */
export type TemplateProblem = {
  code: (typeof problemCodes)[number];
  name: string;
  line: number;
  column: number;
};

/** Variables by their dotted names. One without a value is left out or empty. */
export type TemplateValues = Readonly<Record<string, string>>;

/** `unresolved` names what was to be shown and has neither value nor fallback; such a variable stands in the text as written. */
export type Rendered = { text: string; unresolved: string[] };

/** The longest template, in characters, and the longest text that may come out of one. */
export const longestTemplate = 20_000;
const longestText = 500_000;

/** Why a template cannot be kept; nothing where it can. */
export function problemsOf(source: string, isKnown: (variable: string) => boolean): TemplateProblem[] {
  if (source.length > longestTemplate) return [{ code: 'template_long', name: '', line: 1, column: 1 }];
  try {
    const unknown = variablesIn(parse(source)).filter(({ name }) => !isKnown(name));
    return unknown.map((variable) => ({ code: 'template_variable', ...variable }));
  } catch (error) {
    return [problemOf(error)];
  }
}

/** Fills a template in. `html`: the source is HTML and values are escaped in it. `line`: what comes out fits a header. */
export function renderTemplate(
  source: string,
  values: TemplateValues,
  as: 'text' | 'line' | 'html' = 'text',
): Rendered {
  try {
    const templates = parse(source);
    const shown: Shown = {
      unresolved: new Set(),
      write: as === 'html' ? (value) => escapeHtml(String(value)) : String,
    };
    const text: string = liquid.renderSync(templates, scopeFor(variablesIn(templates), values), { globals: { shown } });
    if (text.length > longestText) throw new RangeError('The text became too long.');
    return { text: as === 'line' ? headerText(text) : text, unresolved: [...shown.unresolved] };
  } catch (error) {
    throw new AppError('invalid', 'template_failed', 'A template could not be filled in.', { cause: error });
  }
}

type Shown = { unresolved: Set<string>; write: (value: unknown) => string };

/** Stands where a variable has no value: false in a condition, and no filter but `default` makes anything of it. */
class Missing extends Drop {
  readonly #name: string;
  constructor(name: string) {
    super();
    this.#name = name;
  }
  override valueOf(): null {
    return null;
  }
  static nameOf(missing: Missing): string {
    return missing.#name;
  }
}

const liquid = new Liquid({
  strictFilters: true,
  ownPropertyOnly: true,
  templates: {},
  parseLimit: longestTemplate,
  renderLimit: 2_000,
  memoryLimit: 5_000_000,
  outputEscape(value: unknown): string {
    const { shown } = (this as unknown as { context: { globals: { shown: Shown } } }).context.globals;
    const name = value instanceof Missing ? Missing.nameOf(value) : null;
    if (name === null && isPlain(value)) return shown.write(value);
    shown.unresolved.add(name ?? '?');
    return `{{ ${name ?? '?'} }}`;
  },
});

const allowedTags = new Set(['if', 'unless', 'case', 'assign', 'comment']);
for (const tag of Object.keys(liquid.tags)) if (!allowedTags.has(tag)) delete liquid.tags[tag];

for (const filter of Object.keys(liquid.filters)) delete liquid.filters[filter];
liquid.registerFilter('default', (value: unknown, fallback: unknown) =>
  value instanceof Missing || value === '' || !isPlain(value) ? fallback : value,
);
const filters: Record<string, (text: string, argument: unknown) => string> = {
  upcase: (text) => text.toUpperCase(),
  downcase: (text) => text.toLowerCase(),
  capitalize: (text) => text.slice(0, 1).toUpperCase() + text.slice(1),
  strip: (text) => text.trim(),
  truncate: (text, length) => cut(text, Number(length) || 50),
};
for (const [name, filter] of Object.entries(filters)) {
  liquid.registerFilter(name, (value: unknown, argument: unknown) =>
    isPlain(value) ? filter(String(value), argument) : value,
  );
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, Math.max(length - 1, 0)).join('')}…`;
}

function parse(source: string): Template[] {
  return liquid.parse(source);
}

type Variable = { name: string; line: number; column: number };

/** What the template asks for, every time it does. A name that is made up while it is filled in (`a[b]`) is none. */
function variablesIn(templates: Template[]): Variable[] {
  const { globals } = liquid.analyzeSync(templates, { partials: false });
  return Object.values(globals).flatMap((uses) =>
    uses.map(({ segments, location }) => ({
      name: segments.every((part) => typeof part === 'string') ? segments.join('.') : `${segments[0]}[…]`,
      line: location.row,
      column: location.col,
    })),
  );
}

/** Nothing but what the template asks for is within its reach, each part a property of its own. */
function scopeFor(variables: readonly Variable[], values: TemplateValues): object {
  const scope: object = Object.create(null);
  for (const { name } of variables) {
    if (name.endsWith('[…]')) throw new SyntaxError('A variable is named while it is filled in.');
    const parts = name.split('.');
    let holder = scope;
    for (const [at, part] of parts.entries()) {
      const path = parts.slice(0, at + 1).join('.');
      const known = Object.getOwnPropertyDescriptor(holder, part)?.value ?? given(values, path);
      Object.defineProperty(holder, part, { value: known, enumerable: true, configurable: true });
      if (typeof known === 'string') break;
      holder = known;
    }
  }
  return scope;
}

function given(values: TemplateValues, name: string): string | Missing {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value === undefined || value === '' ? new Missing(name) : value;
}

const readings: [RegExp, TemplateProblem['code']][] = [
  [/^undefined filter: (.*)$/s, 'template_filter'],
  [/^tag "(end\w+)" not found$/s, 'template_syntax'],
  [/^tag "(.*)" not found$/s, 'template_tag'],
  [/^(?:tag|output) (.*) not closed$/s, 'template_unclosed'],
];

function problemOf(error: unknown): TemplateProblem {
  if (!LiquidError.is(error)) throw error;
  const said = (error.originalError?.message ?? error.message).replace(/, line:\d+, col:\d+$/, '');
  const [line = 1, column = 1] = error.token.getPosition();
  for (const [pattern, code] of readings) {
    const [, name] = pattern.exec(said) ?? [];
    if (name !== undefined) return { code, name: cut(name, 60), line, column };
  }
  return { code: 'template_syntax', name: cut(said, 120), line, column };
}
