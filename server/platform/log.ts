import { type DestinationStream, type Logger, pino } from 'pino';
import { isUnavailable } from '../../domain/errors.ts';
import { asAppError } from './database/database-errors.ts';

/** Structured lines on stdout, one JSON object each. Rooms log facts about the machine, never what customers wrote. */
export type Log = Logger;

export function makeLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError, error: describeError, req: describeRequest },
    redact: { paths: secretPaths, censor: '[hidden]' },
  };
  return destination ? pino(options, destination) : pino(options);
}

const secretNames = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'SECRET_KEY',
  'SMTP_URL',
  'DATABASE_URL',
];
const secretPaths = [
  ...secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  ...['*', '*.*'].flatMap((place) => [`${place}["set-cookie"]`]),
];

type Described = { type: string; message: string; code?: unknown; stack?: string; cause?: Described };

/**
 * Only these fields: a driver's error carries row values (`detail`, `where`, parameters) that do not belong in a log. What
 * is merely away (the database, a full disk) is told without the stack: nobody has to mend code for it.
 */
function describeError(error: unknown): Described {
  return describe(error, { depth: 0, hasStack: !isUnavailable(asAppError(error)) });
}

function describe(error: unknown, { depth, hasStack }: { depth: number; hasStack: boolean }): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(hasStack && error.stack !== undefined ? { stack: error.stack } : {}),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: describe(error.cause, { depth: depth + 1, hasStack }) }),
  };
}

/** The path without its query: one-time tokens and search words travel there. */
function describeRequest(request: { id?: unknown; method?: string; url?: string }) {
  return { id: request.id, method: request.method, path: request.url?.split('?', 1)[0] };
}
