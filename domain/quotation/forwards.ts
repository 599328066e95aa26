/** How mail programs of seven languages begin the subject of a mail that is sent on. */
const marks = /^\s*(?:fwd?|enc|tr|wg|rv|i|doorst|ptf)\s{0,2}:/i;

/** Whether the mail that opened a ticket was sent on: then all of it is news here. Later mails repeat the subject of the first. */
export function isForward(subject: string): boolean {
  return marks.test(subject.slice(0, 200).trimStart());
}
