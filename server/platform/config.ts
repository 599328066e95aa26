import path from 'node:path';
import { z } from 'zod';
import { AppError, type FieldErrors } from '../../domain/errors.ts';
import { keysIn } from './secrets/secrets.ts';

const port = (fallback: number, lowest = 1) =>
  z.coerce
    .number(`must be a port number from ${lowest} to 65535`)
    .int(`must be a port number from ${lowest} to 65535`)
    .min(lowest, `must be a port number from ${lowest} to 65535`)
    .max(65_535, `must be a port number from ${lowest} to 65535`)
    .default(fallback);
const email = z.email('must be an e-mail address').toLowerCase();
const processes = ['all', 'web', 'worker'] as const;
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every name the desk reads from its environment. `.env.example` lists the same ones; a test compares them. */
export const environment = z.object({
  PORT: port(3000, 0).describe('Port of the web server.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the web server and the SMTP door listen on.'),
  PUBLIC_URL: urlOf(['http:', 'https:'])
    .optional()
    .describe('Where people reach the desk from outside, e.g. https://desk.example.com.'),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder of files, mail and the embedded database.'),
  DATABASE_URL: urlOf(['postgres:', 'postgresql:'])
    .optional()
    .describe('A PostgreSQL (15 or later) of your own. Absent: an embedded one under DATA_DIR.'),
  ATENDE_PROCESS: z
    .enum(processes, `must be one of ${processes.join(', ')}`)
    .default('all')
    .describe('What this process does. Separate web and worker processes need DATABASE_URL.'),
  SMTP_URL: urlOf(['smtp:', 'smtps:'])
    .optional()
    .describe('Server that outgoing mail is handed to. Absent: mail stays in the local outbox.'),
  MAIL_PORT: port(2525, 0).describe('Port of the incoming SMTP door; 0 turns it off.'),
  MAIL_TLS_CERT: z
    .string()
    .optional()
    .describe(
      'File with the certificate chain (PEM) of the SMTP door, which then offers STARTTLS. Read anew when it changes.',
    ),
  MAIL_TLS_KEY: z.string().optional().describe('File with the key (PEM) of that certificate.'),
  MAIL_MAX_MB: z.coerce
    .number('must be a number of megabytes from 1 to 150')
    .min(1, 'must be a number of megabytes from 1 to 150')
    .max(150, 'must be a number of megabytes from 1 to 150')
    .default(50)
    .describe('The largest mail that is taken. Larger mail in a mailbox stays there and is parked with its header.'),
  SUPPORT_ADDRESS: z
    .string()
    .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'must be an e-mail address')
    .toLowerCase()
    .default('support@localhost')
    .describe('Address of the first inbox.'),
  SECRET_KEY: z
    .string()
    .refine(
      (keys) => keysIn(keys).length > 0 && keysIn(keys).every((key) => key.length >= 32),
      'must have at least 32 characters',
    )
    .optional()
    .describe(
      'Signs and seals. Several, newest first, between commas: earlier ones still open. Made and kept under DATA_DIR with the embedded database; required with DATABASE_URL.',
    ),
  OWNER_EMAIL: email.optional().describe('With OWNER_PASSWORD: creates the owner on a desk that has none.'),
  OWNER_PASSWORD: z.string().min(10, 'must have at least 10 characters').optional().describe('Password of that owner.'),
  UNDO_SEND_SECONDS: z.coerce
    .number('must be a number of seconds from 0 to 120')
    .min(0, 'must be a number of seconds from 0 to 120')
    .max(120, 'must be a number of seconds from 0 to 120')
    .default(10)
    .describe('How long an agent can take a reply back.'),
  OUTBOUND_HOSTS: z
    .string()
    .default('')
    .describe('Hosts of the own network that the desk may ask by HTTP, e.g. login.corp.example:8443, between commas.'),
  IMAGE_HOSTS: z
    .string()
    .default('')
    .describe(
      'Hosts of the own network whose images the desk may show in mail, e.g. intranet.corp.example, between commas.',
    ),
  LOG_LEVEL: z
    .enum(levels, `must be one of ${levels.join(', ')}`)
    .default('info')
    .describe('How much is logged.'),
});

export type Config = {
  port: number;
  host: string;
  /** Without a slash at its end; null when the operator gave none. */
  publicUrl: string | null;
  /** Absolute. */
  dataDir: string;
  databaseUrl: string | null;
  process: (typeof processes)[number];
  smtpUrl: string | null;
  /** 0: no SMTP door. */
  mailPort: number;
  /** Files of the SMTP door's certificate and key; null: it offers no encryption. */
  mailTls: { cert: string; key: string } | null;
  maxMailBytes: number;
  supportAddress: string;
  /** From SECRET_KEY; with the embedded database made once and kept under `dataDir` (see secret-key.ts). */
  secretKey: string;
  owner: { email: string; password: string } | null;
  undoSendSeconds: number;
  /** Hosts, with or without a port, that may be asked although they are not public. */
  outboundHosts: readonly string[];
  /** The same for images that a mail names: anybody may name anything there. */
  imageHosts: readonly string[];
  logLevel: (typeof levels)[number];
};

/** What the environment says, with `secretKey` still null where it is to be made. All mistakes are listed at once. */
export type Settings = Omit<Config, 'secretKey'> & { secretKey: string | null };

export function readConfig(variables: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = environment.safeParse(given);
  const mistakes = { ...contradictions(given), ...mistakesOf(read.error) };
  if (!read.success || Object.keys(mistakes).length > 0) throw wrongSettings(mistakes);
  const env = read.data;
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir: path.resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    process: env.ATENDE_PROCESS,
    smtpUrl: env.SMTP_URL ?? null,
    mailPort: env.MAIL_PORT,
    mailTls:
      env.MAIL_TLS_CERT && env.MAIL_TLS_KEY
        ? { cert: path.resolve(env.MAIL_TLS_CERT), key: path.resolve(env.MAIL_TLS_KEY) }
        : null,
    maxMailBytes: Math.floor(env.MAIL_MAX_MB * 1024 * 1024),
    supportAddress: env.SUPPORT_ADDRESS,
    secretKey: env.SECRET_KEY ?? null,
    owner: env.OWNER_EMAIL && env.OWNER_PASSWORD ? { email: env.OWNER_EMAIL, password: env.OWNER_PASSWORD } : null,
    undoSendSeconds: env.UNDO_SEND_SECONDS,
    outboundHosts: hostsIn(env.OUTBOUND_HOSTS),
    imageHosts: hostsIn(env.IMAGE_HOSTS),
    logLevel: env.LOG_LEVEL,
  };
}

function hostsIn(list: string): string[] {
  return list.split(',').flatMap((host) => host.trim().toLowerCase() || []);
}

/** What is wrong between settings, found even when one of them is wrong by itself. */
function contradictions(given: Record<string, string | undefined>): FieldErrors {
  const mistakes: FieldErrors = {};
  const needs = (name: string, other: string) => {
    if (given[other] && !given[name]) mistakes[name] = `is required with ${other}`;
  };
  needs('SECRET_KEY', 'DATABASE_URL');
  needs('OWNER_PASSWORD', 'OWNER_EMAIL');
  needs('OWNER_EMAIL', 'OWNER_PASSWORD');
  needs('MAIL_TLS_KEY', 'MAIL_TLS_CERT');
  needs('MAIL_TLS_CERT', 'MAIL_TLS_KEY');
  if (!given.DATABASE_URL && (given.ATENDE_PROCESS === 'web' || given.ATENDE_PROCESS === 'worker')) {
    mistakes.ATENDE_PROCESS = `${given.ATENDE_PROCESS} needs DATABASE_URL: the embedded database serves one process`;
  }
  return mistakes;
}

function mistakesOf(error: z.ZodError | undefined): FieldErrors {
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]));
}

function wrongSettings(fields: FieldErrors): AppError {
  const lines = Object.entries(fields).map(([name, message]) => `  ${name} ${message}`);
  return new AppError('invalid', 'wrong_settings', `These settings are wrong:\n${lines.join('\n')}`, { fields });
}

function urlOf(protocols: string[]) {
  const sentence = `must be a URL that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`;
  // A PostgreSQL on a Unix socket has a user and no host (postgresql://me@/desk?host=/run), which URL itself refuses.
  const readable = (text: string) => text.replace('@/', '@localhost/');
  const isRight = (text: string) =>
    URL.canParse(readable(text)) && protocols.includes(new URL(readable(text)).protocol);
  return z.string().refine(isRight, sentence);
}
