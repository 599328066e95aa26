import type { Tx } from './db.ts';

/** A composed mail: whoever made it checked its addresses. An empty `sender` is the null sender of automatic mail. */
export type Mail = { externalId: string; sender: string; recipients: readonly string[]; bytes: Uint8Array };
export type SystemMail = { to: string; subject: string; text: string; html: string };

/**
 * The only part that speaks SMTP. With SMTP_URL mail leaves by that server; without it stays in the local outbox: the
 * bytes are in the file store either way, under the hash its row (`deliveries`, `outgoing_mail`) names.
 */
export type Mailer = {
  /** Hands over composed bytes; throws `SendError`. `refused` are recipients the server did not take. */
  send(mail: Mail): Promise<{ response: string; refused: string[] }>;
  /** Mail of the desk itself (sign-in, invite, reset): kept and queued in the caller's transaction. */
  sendLater(tx: Tx, mail: SystemMail): Promise<{ uuid: string }>;
  close(): void;
};
