import { sql, type Updateable } from 'kysely';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import { z } from 'zod';
import { isUnavailable } from '../../../domain/errors.ts';
import type { Tables } from '../../migrations/tables.ts';
import { newId } from '../ids.ts';
import type { JobHandlers } from '../jobs/jobs.ts';
import type { Platform, Tx } from '../platform.ts';
import { checkedAddress, composeMail } from './compose-mail.ts';
import { headerText } from './header-text.ts';
import {
  keptInOutbox,
  type Mail,
  type Mailer,
  type MailServer,
  type RefusedRecipient,
  type SystemMail,
} from './mail.ts';
import { SendError } from './send-error.ts';

type Machine = Pick<Platform, 'config' | 'files' | 'clock' | 'jobs'>;
export type MailTimeouts = { connectionTimeout: number; greetingTimeout: number; socketTimeout: number };
const patience: MailTimeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

export function makeMailer(machine: Machine, timeouts: MailTimeouts = patience): Mailer {
  const { smtpUrl } = machine.config;
  const server = smtpUrl === null ? null : createTransport({ ...timeouts, url: smtpUrl, pool: true, ...caution });
  return {
    send: (mail, other) => {
      if (other !== undefined) return handOverTo(other, mail, timeouts);
      return server === null ? keepInOutbox(machine, mail) : handOver(server, mail);
    },
    sendLater: (tx, mail) => sendLater(tx, machine, mail),
    close: () => server?.close(),
  };
}

const caution = { maxConnections: 5, dnsTimeout: 15_000, disableFileAccess: true, disableUrlAccess: true };

async function keepInOutbox({ files }: Machine, mail: Mail) {
  const { hash } = await files.put(mail.bytes);
  return { response: `${keptInOutbox} as ${hash}`, refused: [] };
}

async function handOverTo({ host, port, security, user, proof }: MailServer, mail: Mail, timeouts: MailTimeouts) {
  const auth =
    'accessToken' in proof
      ? { type: 'OAuth2' as const, user, accessToken: proof.accessToken }
      : { user, pass: proof.password };
  const server = createTransport({
    ...timeouts,
    ...caution,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    ...(user !== '' && { auth }),
  });
  try {
    return await handOver(server, mail);
  } finally {
    server.close();
  }
}

/** `raw` is a Buffer made by us here, never an object with a path or URL, which the library would fetch. */
async function handOver(server: Pick<SmtpServer, 'sendMail'> | Transporter<SMTPTransport.SentMessageInfo>, mail: Mail) {
  const envelope = { from: mail.sender, to: mail.recipients.map(checkedAddress) };
  const raw = Buffer.from(mail.bytes.buffer, mail.bytes.byteOffset, mail.bytes.byteLength);
  const info = await server.sendMail({ envelope, raw, messageId: mail.externalId }).catch((error: unknown) => {
    throw sendError(error);
  });
  return { response: headerText(info.response, 500), refused: refusedOf(info) };
}

type SmtpServer = ReturnType<typeof createTransport<SMTPPool.SentMessageInfo>>;
type Refusal = Error & { code?: string; responseCode?: number; response?: string };

/** A wrong password of ours or a missing TLS passes when an admin mends it, so only an answer about the mail is final. */
function sendError(error: unknown): SendError {
  const { message, code, responseCode, response } = error as Refusal;
  const aboutUs = code === 'EAUTH' || code === 'ETLS' || code === 'ENOAUTH';
  const permanent = !aboutUs && responseCode !== undefined && responseCode >= 500 && responseCode !== 521;
  return new SendError(headerText(message, 500), {
    permanent,
    response: headerText(response ?? '', 500),
    cause: error,
  });
}

type Answered = { rejected: (string | { address: string })[]; rejectedErrors?: unknown };

/** Each with the server's own words; one it said nothing about is not tried again. */
function refusedOf({ rejected, rejectedErrors }: Answered): RefusedRecipient[] {
  const errors = (Array.isArray(rejectedErrors) ? rejectedErrors : []) as (Refusal & { recipient?: string })[];
  return rejected.map((entry) => {
    const address = typeof entry === 'string' ? entry : entry.address;
    const error = errors.find(({ recipient }) => recipient === address);
    const code = error?.responseCode ?? 550;
    return { address, permanent: code >= 500, response: headerText(error?.response ?? '', 500) };
  });
}

async function sendLater(tx: Tx, machine: Machine, mail: SystemMail): Promise<{ uuid: string }> {
  const uuid = newId();
  const recipient = checkedAddress(mail.to);
  const address = machine.config.supportAddress;
  const bytes = await composeMail({
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: messageIdOf(mail.token === undefined ? uuid : `n.${mail.token}.${uuid}`, address),
    from: { name: mail.senderName ?? '', address },
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: mail.senderName ?? '', address: mail.replyTo } }),
    ...(mail.references === undefined ? {} : { references: mail.references }),
    to: [{ name: '', address: recipient }],
    isAutomatic: true,
    at: machine.clock.now(),
  });
  const { hash } = await machine.files.put(bytes);
  const row = await tx
    .insertInto('outgoing_mail')
    .values({ uuid, recipient, subject: headerText(mail.subject), file_hash: hash })
    .returning('id')
    .executeTakeFirstOrThrow();
  await machine.jobs.add(tx, 'send-mail', { id: row.id }, { key: `send-mail:${row.id}` });
  return { uuid };
}

function messageIdOf(id: string, address: string): string {
  return `<${id}@${address.slice(address.lastIndexOf('@') + 1)}>`;
}

const interrupted = { state: 'failed', last_error: 'The desk was stopped while this was being sent.' } as const;
const sendMailPayload = z.object({ id: z.number() });

/** Puts a signature above a mail of the desk's own, or leaves it as it is. */
type SignAs = (bytes: Buffer, sender: string) => Promise<Buffer>;
const unsigned: SignAs = async (bytes) => bytes;

/** At most once: a mail found half-sent was interrupted by a kill and is not repeated; whoever waits for it asks again. */
export const mailJobs = (p: Platform, sign: SignAs = unsigned): JobHandlers => ({
  'send-mail': async (payload, job) => {
    const { id } = sendMailPayload.parse(payload);
    const mail = await takeMail(p, id);
    if (!mail) return settleMail(p, id, interrupted);
    const mayRetry = job.attempt < job.maxAttempts;
    await postMail(p, mail, sign).then(
      () => settleMail(p, id, { state: 'sent', sent_at: p.clock.now() }),
      (error: unknown) => keepRefusal(p, id, { error, mayRetry }),
    );
  },
});

type QueuedMail = { uuid: string; recipient: string; file_hash: string };

async function postMail(p: Platform, mail: QueuedMail, sign: SignAs): Promise<void> {
  const sender = p.config.supportAddress;
  const bytes = await sign(await p.files.get(mail.file_hash), sender);
  await p.mailer.send({ externalId: messageIdOf(mail.uuid, sender), sender, recipients: [mail.recipient], bytes });
}

/** Back to the queue and thrown on, so that the job is tried again; or failed for good. */
async function keepRefusal(p: Platform, id: number, met: { error: unknown; mayRetry: boolean }): Promise<void> {
  const { error } = met;
  const passes = error instanceof SendError ? !error.permanent : isUnavailable(error);
  const sentence = error instanceof Error ? error.message : 'Not sent.';
  if (!passes || !met.mayRetry) return settleMail(p, id, { state: 'failed', last_error: sentence });
  await settleMail(p, id, { state: 'queued', last_error: sentence });
  throw error;
}

function takeMail(p: Platform, id: number) {
  return p.db
    .updateTable('outgoing_mail')
    .set((mail) => ({ state: 'sending', attempts: mail('attempts', '+', 1), last_error: null }))
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning(['uuid', 'recipient', 'file_hash'])
    .executeTakeFirst();
}

async function settleMail(p: Platform, id: number, to: Updateable<Tables['outgoing_mail']>): Promise<void> {
  await p.db.updateTable('outgoing_mail').set(to).where('id', '=', id).where('state', '=', 'sending').execute();
}

/** Mail that waits and that no job will send: the queue is not part of a backup. */
export async function recoverMail(p: Platform): Promise<void> {
  const before = new Date(p.clock.now().getTime() - 60_000);
  const { rows } = await sql<{
    id: number;
  }>`select id from outgoing_mail where state = 'queued' and created_at < ${before}
    and not exists (select 1 from graphile_worker.jobs where key = 'send-mail:' || outgoing_mail.id)
    order by id limit 500`.execute(p.db);
  if (rows.length === 0) return;
  await p.db.transaction().execute(async (tx) => {
    for (const { id } of rows) await p.jobs.add(tx, 'send-mail', { id }, { key: `send-mail:${id}` });
  });
}
