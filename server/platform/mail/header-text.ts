// Control characters, line and paragraph separators, and the marks that turn the reading direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this takes out
const notText = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * The one place where a header's value (a subject, a name) is made harmless, on the way in and on the way out: one line
 * without control characters, direction overrides or broken surrogates. Everything readable stays.
 */
export function headerText(value: string, longest = 998): string {
  const oneLine = value.toWellFormed().replace(notText, ' ').replace(/ {2,}/g, ' ').trim();
  return oneLine.length <= longest ? oneLine : oneLine.slice(0, longest).toWellFormed().trim();
}

/** Text of a body: PostgreSQL takes no NUL, and nobody can read one. Line ends become `\n`. */
export function bodyText(value: string): string {
  return value.toWellFormed().replaceAll('\u0000', '').replace(/\r\n?/g, '\n');
}
