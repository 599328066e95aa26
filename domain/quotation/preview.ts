import { preview } from '../text.ts';
import { newPartOf, type Sent } from './parts.ts';

/** Answers under a quotation longer than this are not looked for: a preview is read in passing, and made at every message. */
const read = 64_000;

/** The beginning of what is new in a message, on one line. */
export function previewOfNew(text: string, length: number, sent: Sent = {}): string {
  return preview(newPartOf(text.slice(0, read), sent), length);
}
