import { decodeWords } from 'postal-mime';
import { headerText } from '../../platform/mail/header-text.ts';
import { headerEnd } from './content-key.ts';

/**
 * What a mailbox's server wrote on the envelope, read back from the header: the sender as the last server was given it
 * (empty: the null sender; null: nothing is said), and the subject for the list of mail that could not be read.
 */
export function headerNotes(bytes: Uint8Array): { from: string | null; subject: string | null } {
  const returnPath = fieldIn(bytes, 'return-path');
  const from = /^\s*<?\s*([^<>\s]*)\s*>?\s*$/.exec(returnPath ?? '-')?.[1] ?? null;
  return { from: returnPath === null ? null : from, subject: subjectIn(bytes) };
}

export function subjectIn(bytes: Uint8Array): string | null {
  const line = fieldIn(bytes, 'subject');
  return line === null ? null : headerText(decodeWords(line), 200);
}

const most = 256 * 1024;

function fieldIn(bytes: Uint8Array, name: string): string | null {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(headerEnd(bytes), most)).toString('utf8');
  const line = new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(header)?.[1];
  return line === undefined ? null : line.replace(/\r?\n/g, '');
}
