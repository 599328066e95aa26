import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, type ErrorKind } from '../../../domain/errors.ts';
import { asAppError } from '../database/database-errors.ts';

const statusOfKind: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};
/** What HTTP has a finer word for than the six kinds. */
const statusOfCode: Record<string, number> = {
  too_many_requests: 429,
  body_too_large: 413,
  files_too_large: 413,
  unsupported_media_type: 415,
  host_not_allowed: 421,
};

/** What Fastify itself refuses, in our words. */
const ofFastify: Record<string, [kind: ErrorKind, code: string, message: string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['invalid', 'unsupported_media_type', 'Send application/json.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['invalid', 'body_too_large', 'The body is larger than this route takes.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid', 'invalid_body', 'The body is not as long as it says.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid', 'invalid_json', 'The body is not JSON.'],
  FST_ERR_BAD_URL: ['invalid', 'invalid_url', 'The address is not a valid URL.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found', 'not_found', 'There is nothing at this address.'],
};

/** The HTTP edge: the only place where an error becomes an answer. What we did not foresee is logged here, once. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const known = withLimit(asRefusal(error), request);
  if (!known) {
    request.log.error({ err: error }, 'Request failed');
    return reply.status(500).send(body('internal', 'Something went wrong.'));
  }
  if (known.kind === 'unavailable') {
    reply.header('retry-after', String(known.details?.retryAfter ?? 5));
    request.log.warn({ err: known }, 'Request put off');
  }
  if (known.kind === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  return reply
    .status(statusOfError(known))
    .send(body(known.code, known.message, { fields: known.fields, details: known.details }));
}

/** Whoever sent too much is told what would have fitted. */
function withLimit(refusal: AppError | null, request: FastifyRequest): AppError | null {
  if (refusal?.code !== 'body_too_large') return refusal;
  const { bodyLimit: maxBytes } = request.routeOptions;
  const message = `The body is larger than this route takes, which is ${maxBytes} bytes at most.`;
  return new AppError('invalid', refusal.code, message, { details: { maxBytes } });
}

export function statusOfError(error: AppError): number {
  return statusOfCode[error.code] ?? statusOfKind[error.kind];
}

/** The error as a refusal with words for the caller, or null when it is our own fault. */
export function asRefusal(error: unknown): AppError | null {
  const mapped = asAppError(error);
  if (mapped instanceof AppError) return mapped;
  const { code, statusCode } = error as Partial<FastifyError>;
  const words = code === undefined ? undefined : ofFastify[code];
  if (words) return new AppError(...words);
  if (error instanceof SyntaxError && statusCode === 400) {
    return new AppError('invalid', 'invalid_json', 'The body is not JSON.');
  }
  return null;
}

export function nothingHere(): AppError {
  return new AppError('not_found', 'not_found', 'There is nothing at this address.');
}

function body(code: string, message: string, more: { fields?: object | undefined; details?: object | undefined } = {}) {
  return { error: { code, message, ...more } };
}
