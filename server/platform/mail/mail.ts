import type { Tx } from '../database/db.ts';

/** A composed mail: whoever made it checked its addresses. An empty `sender` is the null sender of automatic mail. */
export type Mail = { externalId: string; sender: string; recipients: readonly string[]; bytes: Uint8Array };
/** What the mailer answers instead of a server's words where there is no server. */
export const keptInOutbox = 'kept in the local outbox';

/** A server that mail is handed to instead of the desk's own (SMTP_URL). `plain` is for this machine alone. */
export type MailServer = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'plain';
  user: string;
  proof: { password: string } | { accessToken: string };
};
/** One of several recipients the other side did not take. `permanent`: trying again would change nothing. */
export type RefusedRecipient = { address: string; permanent: boolean; response: string };
export type SystemMail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Shown as the sender; the address is always the desk's own. */
  senderName?: string;
  replyTo?: string;
  /** Stands in the Message-ID, signed: whoever answers names it. */
  token?: string;
  references?: string[];
};

/**
 * The only part that speaks SMTP. With SMTP_URL mail leaves by that server; without it stays in the local outbox: the
 * bytes are in the file store either way, under the hash its row (`deliveries`, `outgoing_mail`) names.
 */
export type Mailer = {
  /** Hands over composed bytes; throws `SendError`. `refused` are recipients the server did not take. */
  send(mail: Mail, server?: MailServer): Promise<{ response: string; refused: RefusedRecipient[] }>;
  /** Mail of the desk itself (sign-in, invite, reset): kept and queued in the caller's transaction. */
  sendLater(tx: Tx, mail: SystemMail): Promise<{ uuid: string }>;
  close(): void;
};
