/** The six ways the desk says no. The HTTP edge maps each to a status; the browser translates by `code`. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'unavailable';

export type FieldErrors = Record<string, string>;

/**
 * The one error class. `code` is stable and machine-readable (`ticket_closed`); `message` is an English sentence for
 * whoever reads the log. `details` holds only what the caller may see.
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly fields: FieldErrors | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    more: { fields?: FieldErrors; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.fields = more.fields;
    this.details = more.details;
  }
}

/** True for errors that pass by themselves (a database away, a server busy): they are retried and never park anything. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.kind === 'unavailable';
}
