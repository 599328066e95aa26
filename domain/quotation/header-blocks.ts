// The heads that Outlook and its kin put above what is answered, in seven languages, and the lines that set mails apart.

const labels: Record<string, string> = {
  from: 'from|de|von|da|van',
  sent: "sent(?: on)?|enviad[oa](?: em| el)?|gesendet(?: am)?|envoy[ée](?: le)?|date d['’]envoi|inviato(?: il)?|verzonden(?: op)?",
  date: 'date|data|fecha|datum|dia',
  to: 'to|para|an|[àa]|aan',
  copy: 'cc|bcc|cco|cci|ccn|c[óo]pia|kopie|copie(?: [àa])?',
  subject: 'subject|assunto|asunto|betreff|objet|oggetto|onderwerp',
  other:
    'reply-to|responder a|antwort an|r[ée]pondre [àa]|importance|import[âa]ncia|importancia|priorit[äa]t|wichtigkeit|attachments?|anexos?|adjuntos?|anlagen?|pi[èe]ces jointes|allegati|bijlagen?',
};
const label = new RegExp(
  `^[*_]{0,2}(?:${Object.entries(labels)
    .map(([name, words]) => `(?<${name}>${words})`)
    .join('|')})[*_]{0,2}\\s?:[*_]{0,2}(?:\\s|$)`,
  'iu',
);
const anyLabel = /^[*_]{0,2}\p{L}[\p{L} '’-]{0,24}[*_]{0,2}\s?:[*_]{0,2}\s+\S/u;
const time = /\d{1,2}[:.h]\d{2}/;
/** As machines write it into the true head of a mail, and no mail program into that of an answer. */
const timeOfMachines = /\d:\d\d \(?[+-]\d{4}\)?$/;
const word = /\p{L}{3}/u;
const address = /[^\s@]@[^\s@]/;
const longestLine = 2000;

type Head = {
  named: Set<string>;
  hasAddress: boolean;
  hasTime: boolean;
  hasDay: boolean;
  isRaw: boolean;
  count: number;
};

/**
 * Whether a quotation begins with the head on these lines. "From: São Paulo / To: Recife" is a journey, a form that was
 * mailed has a "From:" too, and who asks about a mail pastes its head: so without a line that sets it apart all that
 * Outlook writes must be there, and nothing of a kind right above it.
 */
export function isQuotationHead(lines: readonly string[], at: number): boolean {
  const first = nameOfLabel(lines[at]);
  if ((first !== 'from' && first !== 'sent') || nameOrUnknown(lines[at - 1] ?? '') !== null) return false;
  const head = headAt(lines, at);
  if (!head.hasTime || head.isRaw || !head.named.has('from') || !head.named.has('to')) return false;
  return first === 'from' ? isWholeHead(head) : head.named.has('subject') && head.hasAddress;
}

function isWholeHead({ named, hasAddress, hasDay }: Head): boolean {
  return named.has('subject') ? hasAddress || hasDay : named.has('sent') && hasAddress;
}

/** A head of which a line, or the mail program's own mark, already says that it is one: also in languages not known here. */
export function isHeadAfterLine(lines: readonly string[], at: number): boolean {
  const { named, hasAddress, hasTime, isRaw, count } = headAt(lines, at);
  if (isRaw) return false;
  if (nameOfLabel(lines[at]) === 'from') {
    return hasAddress ? named.size > 1 : hasTime && (named.has('sent') || named.has('subject'));
  }
  return count >= 3 && hasAddress && address.test(lines[at] ?? '');
}

/** Three labels and an address, in whatever language. */
export function isLabelledHead(lines: readonly string[], at: number): boolean {
  const { hasAddress, count } = headAt(lines, at);
  return count >= 3 && hasAddress;
}

function nameOfLabel(line: string | undefined): string | null {
  if (line === undefined || line.length > longestLine) return null;
  const found = label.exec(line)?.groups;
  return found ? (Object.keys(found).find((name) => found[name] !== undefined) ?? null) : null;
}

/** Long lists of recipients go on in lines of their own; a blank line may stand between two labels. */
function headAt(lines: readonly string[], at: number): Head {
  const head: Head = { named: new Set(), hasAddress: false, hasTime: false, hasDay: false, isRaw: false, count: 0 };
  let unlabelled = 0;
  for (const line of lines.slice(at, at + 16)) {
    const name = nameOrUnknown(line);
    unlabelled = name === null ? unlabelled + 1 : 0;
    if (unlabelled > (head.count && 3)) break;
    if (name !== null) readLabel(head, name, line);
  }
  return head;
}

function nameOrUnknown(line: string): string | null {
  return nameOfLabel(line) ?? (line.length <= longestLine && anyLabel.test(line) ? 'unknown' : null);
}

function readLabel(head: Head, name: string, line: string): void {
  head.count += 1;
  if (name !== 'unknown') head.named.add(name);
  if (name === 'from' || name === 'unknown') head.hasAddress ||= address.test(line);
  if (name !== 'sent' && name !== 'date') return;
  head.hasTime ||= time.test(line);
  head.hasDay ||= word.test(line.slice(line.indexOf(':')));
  head.isRaw ||= timeOfMachines.test(line);
}

const originals =
  "original message|original appointment|mensagem original|mensaje original|urspr[üu]ngliche nachricht|message d['’]origine|message original|messaggio originale|oorspronkelijk bericht|origineel bericht|originalnachricht|reply message|reply above this line";
const forwards =
  'forwarded message|mensagem (?:encaminhada|reencaminhada)|mensaje reenviado|weitergeleitete nachricht|message transf[ée]r[ée]|message r[ée]exp[ée]di[ée]|messaggio inoltrato|doorgestuurd bericht';
const appleForwards =
  'begin forwarded message|in[íi]cio da mensagem (?:encaminhada|reencaminhada)|inicio del mensaje reenviado|anfang der weitergeleiteten nachricht|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])|inizio (?:del )?messaggio inoltrato|begin doorgestuurd bericht';

const original = new RegExp(`^-{2,20}\\s{0,3}(?:${originals})\\s{0,3}-{2,20}$`, 'iu');
const forward = new RegExp(
  `^(?:[-=*]{2,20}\\s{0,3}(?:${forwards})\\s{0,3}(?:[-=*]{2,20})?|(?:${appleForwards})\\s?:)$`,
  'iu',
);

/** ">>> Support <support@desk.example> 03/03/2026 16:12 >>>" */
const groupWise = /^>>> [^>]{2,80}(?:>[^>]{1,10})?[^>]{0,12}\d{1,2}[:.]\d{2}[^>]{0,12} >>>$/u;

/** "-----Original Message-----": no person writes that line. */
export function isOriginalLine(line: string): boolean {
  return line.length < 120 && (original.test(line) || groupWise.test(line));
}

/** What follows was sent on: it is what the writer wants read. */
export function isForwardLine(line: string): boolean {
  return line.length < 120 && forward.test(line);
}

export function isRule(line: string): boolean {
  return line.length >= 10 && line.length < 120 && /^[_\-─—]+$/u.test(line);
}
