import { AppError } from '../../../domain/errors.ts';

const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '25P03', // idle_in_transaction_session_timeout
  '25006', // read-only: a standby not yet promoted
  '53300', // too_many_connections
]);
const awaySentences = [
  'connection terminated',
  'connection ended unexpectedly',
  'timeout exceeded when trying to connect',
  'client has encountered a connection error',
  'client was closed and is not queryable',
  'is not currently accepting connections', // an operator keeps people out for a while
];
const fullCodes = new Set(['53100', 'ENOSPC']);

/** The one place where a database that is away becomes `unavailable`. Any other error passes unchanged. */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (fullCodes.has(codeOf(error))) {
    return new AppError('unavailable', 'disk_full', 'The disk of the database is full.', { cause: error });
  }
  if (!isAway(error)) return error;
  return new AppError('unavailable', 'database_unavailable', 'The database cannot be reached.', { cause: error });
}

/** Two transactions in each other's way: the same work may simply be done again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof Error && ['40001', '40P01'].includes(codeOf(error));
}

/** The statement took longer than it may. */
export function isTooLong(error: unknown): boolean {
  return error instanceof Error && codeOf(error) === '57014';
}

/** The name of the unique constraint that refused a row, or null when the error is something else. */
export function uniqueConstraintOf(error: unknown): string | null {
  if (!(error instanceof Error) || codeOf(error) !== '23505') return null;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
}

function isAway(error: Error): boolean {
  if (error instanceof AggregateError) return error.errors.some((one) => one instanceof Error && isAway(one));
  const code = codeOf(error);
  if (awayCodes.has(code) || code.startsWith('08')) return true;
  const sentence = error.message.toLowerCase();
  return awaySentences.some((away) => sentence.includes(away));
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
