/** How mail programs of seven languages begin the subject of an answer. */
const answers = /^\s*(?:re|r|res|resp|ref|aw|antw|antwort|sv|r[ée]p|rif)\s{0,2}(?:\[\d{1,3}\])?\s{0,2}:/i;

/**
 * Whether the mail that opened a ticket may have been sent on: then all of it is news here. Only an answer says that it
 * is none; who passes a mail on often writes a subject of their own. Later mails repeat the subject of the first.
 */
export function isForward(subject: string): boolean {
  return !answers.test(subject.slice(0, 200).trimStart());
}
