import { setupI18n } from '@lingui/core';

export const languages = ['en', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** Words as the catalogue plugin compiles them (`virtual:messages/<language>`). */
export type CompiledMessages = Parameters<typeof i18n.loadAndActivate>[0]['messages'];

/** A sentence without placeholders has no entry of its own in English: the source string is shown. */
const i18n = setupI18n();
// Such a sentence needs no compiling: it is its only token.
i18n.setMessagesCompiler((sentence) => [sentence]);

export function speak(language: Language, messages: CompiledMessages): void {
  i18n.loadAndActivate({ locale: language, messages });
}

export function currentLanguage(): Language {
  return i18n.locale === 'pt-BR' ? 'pt-BR' : 'en';
}

/**
 * The sentence in the agent's language. The English source is the key and must be written out at the call, so that
 * `scripts/locales.ts` finds it; values are demanded by name: `t('{count, plural, one {# ticket} other {# tickets}}', { count })`.
 */
export function t<const Source extends string>(source: Source, ...values: ValuesOf<Source>): string {
  return i18n._(keyOf(source), values[0], { message: source });
}

/**
 * What a sentence is called in a compiled catalogue (FNV-1a, 32 bits): the sentences themselves would travel to the browser
 * twice. `scripts/locales.ts` fails when two of them share a key.
 */
export function keyOf(source: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < source.length; at++) hash = Math.imul(hash ^ source.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

type ValuesOf<Source extends string> = [Placeholder<Source>] extends [never]
  ? []
  : [Record<Placeholder<Source>, string | number>];

/** Names in braces, plural branches (`{# tickets}`) left out: a name is one word. */
type Placeholder<Source extends string> = Source extends `${string}{${infer Rest}`
  ? FirstWord<Rest> | Placeholder<Rest>
  : never;
type FirstWord<Rest extends string> = Rest extends `${infer Inside}}${string}` ? NameOf<Inside> : never;
type NameOf<Inside extends string> = Inside extends `${infer Name}, ${string}`
  ? OneWord<Name>
  : Inside extends `${infer Name},${string}`
    ? OneWord<Name>
    : OneWord<Inside>;
type OneWord<Name extends string> = Name extends '' | '#' | `${string} ${string}` | `${string}{${string}`
  ? never
  : Name;
