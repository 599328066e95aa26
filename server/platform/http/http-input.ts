import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, type FieldErrors } from '../../../domain/errors.ts';
import type { Route } from './route.ts';

const nothing = z.strictObject({});

/** Path, query and body through the route's schemas; whatever a route did not declare must not be there. */
export function readInput(route: Route, request: FastifyRequest) {
  return {
    params: route.params ? parse(route.params, request.params) : undefined,
    query: parse(route.query ?? nothing, request.query),
    body: route.raw ? request.body : readBody(route, request.body),
  };
}

function readBody(route: Route, body: unknown): unknown {
  if (route.body) return parse(route.body, body === undefined ? {} : body);
  if (body !== undefined && body !== null) parse(nothing, body);
  return undefined;
}

function parse(schema: z.ZodType, value: unknown): unknown {
  refuseUnstorable(value);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid', 'invalid_request', 'Some fields are not right.', { fields: fieldsOf(parsed.error) });
}

function fieldsOf(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] = 'There is no such field.';
    } else {
      fields[issue.path.join('.')] ??= issue.message;
    }
  }
  return fields;
}

/** PostgreSQL stores neither NUL nor half a surrogate pair; found here it is the caller's mistake, found there it is ours. */
function refuseUnstorable(value: unknown, path: string[] = []): void {
  if (typeof value === 'string') refuseUnstorableText(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    refuseUnstorableText(key, path);
    refuseUnstorable(inner, [...path, key]);
  }
}

function refuseUnstorableText(text: string, path: string[]): void {
  if (!text.includes('\0') && text.isWellFormed()) return;
  const fields = { [path.join('.')]: 'This text has characters that cannot be stored.' };
  throw new AppError('invalid', 'invalid_request', 'Some fields are not right.', { fields });
}
