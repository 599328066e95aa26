/**
 * The line with which a mail program introduces what is answered: "On Fri, Nov 21, 2026 at 9:05 AM Ana <ana@acme.example>
 * wrote:". `named` says who wrote, `dated` also when or from which address, `whole` is so complete that only a machine
 * writes it: then what follows is a quotation even where nothing else marks it as one.
 */
export type Introduction = 'named' | 'dated' | 'whole';

/** Longer than any program writes; also what keeps the patterns below cheap on hostile text. */
const longest = 500;

export function introductionIn(lines: string): Introduction | null {
  if (lines.length > longest || !/[:-]$/.test(lines)) return null;
  const text = withoutDashes(lines).replace(/\s+/g, ' ');
  if (!text.endsWith(':')) return null;
  if (isoForm.test(text) || bareForm.test(text)) return 'dated';
  const verb = verbs.exec(text);
  if (!verb) return null;
  return startsWithDate.test(text) ? afterDate(text) : afterName(text, verb);
}

/** "---- On Tue, 03 Mar 2026 16:12:09 +0000 Ana <ana@acme.example> wrote ---", as Zoho has it. */
function withoutDashes(line: string): string {
  return /^-{2,20} .{1,470} -{2,20}$/s.test(line) ? line.replace(/^-+ | -+$/g, '').concat(':') : line;
}

/** "On Tue, Mar 3, 2026 at 4:12 PM, Ana<ana@acme.example> wrote:   Hello": Yahoo begins the quotation on the same line. */
export function beginsWithin(line: string): boolean {
  const found = line.length <= longest * 40 ? /^(.{20,400}?:)\s{2,20}\S/.exec(line) : null;
  return found !== null && introductionIn(found[1] ?? '') === 'whole';
}

/** Whether a line may be the first of an introduction that goes on in the next. */
export function mayIntroduce(line: string): boolean {
  return (
    line.length <= longest &&
    (startsWithDate.test(line) ||
      inBrackets.test(line) ||
      verbs.test(line) ||
      /^(?:--|\d{1,2}\.? \p{L}{3})/u.test(line))
  );
}

function afterDate(text: string): Introduction | null {
  if (!hasDate(text)) return null;
  const isMachineMade = (inBrackets.test(text) && time.test(text)) || timeWithSeconds.test(text);
  return year.test(text) && isMachineMade ? 'whole' : 'dated';
}

/** "Ana Martins <ana@acme.example> wrote:", "Ana schrieb am 21.11.2026 um 09:05:". A sentence before the verb is a writer's own. */
function afterName(text: string, verb: RegExpExecArray): Introduction | null {
  const before = text.slice(0, verb.index).trim();
  const after = text.slice(verb.index + verb[0].length);
  if (before === '' || before.length > 160 || /[.!?]\s/.test(before)) return null;
  if (hasDate(text) || inBrackets.test(before)) return 'dated';
  return /^\s*:$/.test(after) && before.length <= 80 ? 'named' : null;
}

function hasDate(text: string): boolean {
  return numericDate.test(text) || (dayOrYear.test(text) && monthName.test(text));
}

const verbs =
  /(?<!\p{L})(?:wrote|writes|escreveu|escribi[óo]|schrieb|(?:folgendes )?geschrieben|a\s[ée]crit|ha\sscritto|scrive|schreef|geschreven)(?!\p{L})/iu;
/** Gmail of some languages and years: "2026-11-21 9:05 GMT-03:00 Ana Martins <ana@acme.example>:". */
const isoForm = /^\d{4}[-/]\d{1,2}[-/]\d{1,2},? \d{1,2}:\d{2}[^<>]{0,120}<[^<>\s]+@[^<>\s]+>:$/u;
/** "Quoting Ana <ana@acme.example>:", "* Ana <ana@acme.example> [2026-11-21 09:05]:", "21 Nov 2026 09:05:11 Ana <ana@acme.example>:". */
const bareForm =
  /^(?:(?:quoting|zitat von|citando|citation de|citeren|citazione di) [^<>]{0,120}<[^<>\s]+@[^<>\s]+>|\* [^<>]{0,120}<[^<>\s]+@[^<>\s]+> \[[\d: -]{10,25}\]|\d{1,2}\.? \p{L}{3,12}\.? \d{4},? \d{1,2}:\d{2}[^<>]{0,120}<?[^<>\s]+@[^<>\s]+>?):$/iu;

const weekdays =
  'mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex|s[áa]b|dom|lun|mar|mi[ée]|jue|vie|di|mi|do|fr|sa|so|mer|jeu|ven|sam|gio|ma|wo|vr|za|zo';
const months =
  'jan|ene|gen|feb|fev|f[ée]v|mar|m[äa]r|maa|mrt|apr|abr|avr|may|mai|mei|mag|jun|jui|giu|jul|lug|aug|ago|ao[ûu]|sep|set|oct|okt|out|ott|nov|dec|dez|dic|d[ée]c';
const between = 'de|the|dia|d[íi]a|giorno|at|den|dem|del';
const startsWithDate = new RegExp(
  `^(?:on|em|no|na|el|am|le|il|op|a|[àa]s)[\\s,]+(?:(?:${weekdays}|${months}|${between})[\\p{L}-]*\\.?[\\s,]+){0,5}\\d`,
  'iu',
);
const monthName = new RegExp(`(?<!\\p{L})(?:${months})`, 'iu');
const numericDate = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/;
const dayOrYear = /(?<!\d)\d{1,2}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)/;
const year = /(?<!\d)(?:19|20)\d\d(?!\d)/;
const time = /\d{1,2}[:.h]\d{2}/;
const timeWithSeconds = /\d{1,2}:\d{2}:\d{2}/;
const inBrackets = /[<([][^<>()[\]]*@[^<>()[\]]*[>)\]]/;
