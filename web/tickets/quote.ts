/** A message as people read it: what its sender wrote, and below it what they answered to. */
type Split = { own: string; quoted: string };

const introductions = [
  /^(on|em|le|el|am)\b.{5,200}\b(wrote|escreveu|a écrit|escribió|schrieb)\s*:$/i,
  /^.{3,120}\b(wrote|escreveu)\s*:$/i,
];
const separators =
  /^(-{2,}\s*(original message|mensagem original|forwarded message|mensagem encaminhada)\s*-{2,}|_{20,})$/i;

/** Only a quotation that ends the message is taken off: who answers between the lines wrote all of it. */
export function splitQuote(text: string): Split {
  const lines = text.split('\n');
  const start = separatorAt(lines) ?? quoteAt(lines);
  if (start === null || lines.slice(0, start).every((line) => line.trim() === '')) return { own: text, quoted: '' };
  return { own: lines.slice(0, start).join('\n').trimEnd(), quoted: lines.slice(start).join('\n').trim() };
}

function separatorAt(lines: string[]): number | null {
  const at = lines.findIndex((line) => separators.test(line.trim()));
  return at === -1 ? null : at;
}

function quoteAt(lines: string[]): number | null {
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith('>'));
  const first = lines.findIndex((line, at) => at > last && line.startsWith('>'));
  if (first === -1) return null;
  return last >= 0 && isIntroduction(lines, last) ? startOfIntroduction(lines, last) : first;
}

/** Mail programs break "On Friday … wrote:" over two lines. */
function isIntroduction(lines: string[], at: number): boolean {
  const one = (lines[at] ?? '').trim();
  const two = `${(lines[at - 1] ?? '').trim()} ${one}`.trim();
  return introductions.some((words) => words.test(one) || words.test(two));
}

function startOfIntroduction(lines: string[], at: number): number {
  const isWhole = introductions[0]?.test((lines[at] ?? '').trim());
  const before = (lines[at - 1] ?? '').trim();
  return isWhole || before === '' ? at : at - 1;
}
