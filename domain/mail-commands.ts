/** What an agent asks for in the first lines of a mail. */
export type MailCommands = { note: boolean; assignMe: boolean; status: 'pending' | 'solved' | 'closed' | null };

type Change = Partial<MailCommands>;
const words: Record<string, Change> = {
  note: { note: true },
  nota: { note: true },
  'assign me': { assignMe: true },
  'atribuir a mim': { assignMe: true },
  solve: { status: 'solved' },
  resolver: { status: 'solved' },
  close: { status: 'closed' },
  fechar: { status: 'closed' },
  pending: { status: 'pending' },
  pendente: { status: 'pending' },
};

/**
 * Reads the commands at the head of a mail, in English or Portuguese, one a line; the first line that is none ends them.
 * `#note` may have words behind it, which belong to the note. What remains is what was written.
 */
export function readMailCommands(text: string): { commands: MailCommands; text: string } {
  const commands: MailCommands = { note: false, assignMe: false, status: null };
  const lines = text.split('\n');
  let at = 0;
  for (; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '') continue;
    const read = commandIn(line);
    if (read === null) break;
    Object.assign(commands, read.change);
    if (read.rest !== '') {
      lines[at] = read.rest;
      break;
    }
  }
  return { commands, text: lines.slice(at).join('\n').trim() };
}

function commandIn(line: string): { change: Change; rest: string } | null {
  const plain = line.toLowerCase().replace(/\s+/g, ' ');
  const whole = plain.startsWith('#') ? words[plain.slice(1).replace(/[.!:]$/, '')] : undefined;
  if (whole) return { change: whole, rest: '' };
  const note = /^#not[ea][:\s]\s*(.+)$/i.exec(line);
  return note ? { change: { note: true }, rest: note[1] ?? '' } : null;
}
