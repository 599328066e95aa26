import type { z } from 'zod';
import type { errorReply } from '../../contract/common.ts';
import { learnRefusals } from './refusal-words.ts';

type ErrorReply = z.infer<typeof errorReply>['error'];

/** The desk said no, or did not answer (`unreachable`). `code` is stable; `sentenceFor` says it in the agent's language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  readonly details: Record<string, unknown>;

  constructor(status: number, error: ErrorReply) {
    super(error.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = error.code;
    this.fields = error.fields ?? {};
    this.details = error.details ?? {};
  }
}

type Query = Record<string, string | number | undefined>;
type Call = { query?: Query; body?: unknown; file?: Blob; signal?: AbortSignal };

export const api = {
  get: <Reply>(path: string, query?: Query, signal?: AbortSignal) =>
    call<Reply>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  /** Has a key of its own, so that it may be sent again when its answer was lost without happening twice. */
  post: <Reply>(path: string, body?: unknown) => call<Reply>('POST', path, { body: body ?? {} }),
  /** Posts a file as it is. */
  upload: <Reply>(path: string, file: Blob, query: Query) => call<Reply>('POST', path, { file, query }),
  patch: <Reply>(path: string, body: unknown) => call<Reply>('PATCH', path, { body }),
  put: <Reply>(path: string, body: unknown) => call<Reply>('PUT', path, { body }),
  delete: <Reply>(path: string) => call<Reply>('DELETE', path, {}),
};

let onSignedOut: () => void = () => {};

/** What to do when the desk no longer knows who asks. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

/** For the one question to which "nobody" is an answer and no error. */
export function signedOut(): ApiError {
  onSignedOut();
  return new ApiError(401, { code: 'unauthenticated', message: 'Nobody is signed in.' });
}

async function call<Reply>(method: string, path: string, asked: Call): Promise<Reply> {
  const url = `${path}${queryString(asked.query)}`;
  const isRepeatable = method === 'POST' && asked.file === undefined;
  const init = requestOf(method, asked, isRepeatable);
  const response = isRepeatable ? await reachAgain(url, init) : await reach(url, init);
  const reply = await bodyOf(response);
  if (response.ok) return reply as Reply;
  const error = new ApiError(response.status, errorOf(reply, response.status));
  if (error.status === 401 && error.code !== 'wrong_credentials') onSignedOut();
  await learnRefusals();
  throw error;
}

function requestOf(method: string, { body, file, signal }: Call, isRepeatable: boolean): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (file !== undefined) headers['content-type'] = 'application/octet-stream';
  if (isRepeatable) headers['idempotency-key'] = newKey();
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (file !== undefined) init.body = file;
  if (signal) init.signal = signal;
  return init;
}

async function reachAgain(url: string, init: RequestInit): Promise<Response> {
  try {
    return await reach(url, init);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 700));
    return reach(url, init);
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, { code: 'unreachable', message: 'The desk does not answer.' });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(reply: unknown, status: number): ErrorReply {
  const error = (reply as { error?: ErrorReply } | undefined)?.error;
  return error ?? { code: status >= 500 ? 'internal' : 'unreachable', message: `HTTP ${status}` };
}

function queryString(query: Query | undefined): string {
  const pairs = Object.entries(query ?? {}).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** `crypto.randomUUID` is missing where a desk is reached by plain http over a network; random bytes are not. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
