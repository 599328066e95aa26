import MailComposer from 'nodemailer/lib/mail-composer';

/** A mail as somebody's program writes it. */
export type Letter = {
  from: string;
  to?: string;
  cc?: string;
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
  inReplyTo?: string;
  references?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content: Buffer; contentType: string; cid?: string }[];
};

const at = new Date('2026-11-20T12:00:00Z');

export function letter(content: Letter): Promise<Buffer> {
  return new MailComposer({ to: 'support@atende.example', date: at, newline: 'win', ...content }).compile().build();
}
