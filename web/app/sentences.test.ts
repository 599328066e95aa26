import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { keyOf, speak } from '../../locales/translate.ts';
import { ApiError } from './api.ts';
import { learnRefusals } from './refusal-words.ts';
import { refusals, sentenceOf } from './refusals.ts';
import { fieldErrors, generalSentences, sentenceFor } from './sentences.ts';

const root = path.join(import.meta.dirname, '../..');

/** Folders whose refusals end in a log, a terminal or a program, never in front of an agent. */
const notForBrowsers = ['server/cli', 'server/platform', 'server/channels', 'server/automation', 'domain/conditions'];
/** Refusals of the API that the workspace cannot cause: it sends no cursors, raw mail or conditions of its own making. */
const onlyPrograms = [
  ...[
    'cursor_invalid',
    'invalid_cursor',
    'mail_empty',
    'no_such_inbox',
    'view_and_team',
    'view_team',
    'views_of_several',
  ],
  ...['condition_shape_unknown', 'edit_not_supported', 'mail_awaited', 'mail_not_fresh', 'no_original'],
  ...['statuses_stale', 'status_missing', 'mail_incomplete'],
  ...['certificate_unreadable', 'mail_not_fetched'], // said where a desk starts, and by the mail that waits
];

const withNames = keyOf('To solve this ticket, fill in: {names}.');
beforeAll(() => speak('en', { [withNames]: ['To solve this ticket, fill in: ', ['names'], '.'] }));

/** `unavailable` passes by itself and is said by its kind. */
test('every refusal an agent may meet has its sentence', () => {
  const missing = codesIn(['server', 'domain']).filter(
    (code) =>
      !(code in refusals) &&
      !(code in generalSentences) &&
      !onlyPrograms.includes(code) &&
      !code.endsWith('_not_found'),
  );
  expect(missing).toEqual([]);
});

test('until its own sentence has come a refusal is said by its kind', async () => {
  const closed = refusal(409, 'ticket_closed');
  expect(sentenceFor(closed)).toBe('Some fields need another look.');
  await learnRefusals(() => Promise.reject(new Error('offline')));
  expect(sentenceFor(closed)).toBe('Some fields need another look.');
  await learnRefusals(() => import('./refusals.ts'));
  expect(sentenceFor(closed)).toBe('A closed ticket does not change any more.');
});

test('a refusal that names fields names them', async () => {
  await learnRefusals(() => import('./refusals.ts'));
  const missing = new ApiError(400, {
    code: 'fields_missing',
    message: 'English',
    details: { need: 'solve', labels: [{ en: 'Order' }, { en: 'Device' }] },
  });
  expect(sentenceFor(missing)).toBe('To solve this ticket, fill in: Order, Device.');
});

test('what was refused earlier is said by the code that was written down', () => {
  expect(sentenceOf('calendar_unreadable')).toBe('This is no calendar in the iCal format.');
  expect(sentenceOf('brand_new_rule')).toMatch(/Something went wrong/);
});

test('a code nobody foresaw is said by its kind', () => {
  expect(sentenceFor(refusal(403, 'brand_new_rule'))).toBe('Your role does not allow this.');
  expect(sentenceFor(refusal(503, 'something_is_away'))).toMatch(/does not answer/);
  expect(sentenceFor(refusal(500, 'whatever'))).toMatch(/Something went wrong/);
});

test('what is not a refusal never shows its stack', () => {
  expect(sentenceFor(new TypeError('x is undefined'))).toMatch(/Something went wrong/);
});

test('the fields that the desk named are marked, and only those', () => {
  const error = refusal(400, 'invalid_request', { email: 'Invalid email' });
  expect(fieldErrors(error)).toEqual({ email: 'This does not look right.' });
  expect(fieldErrors(null)).toEqual({});
});

function refusal(status: number, code: string, fields?: Record<string, string>): ApiError {
  return new ApiError(status, { code, message: 'English', ...(fields ? { fields } : {}) });
}

function codesIn(folders: string[]): string[] {
  const codes = new Set<string>();
  for (const file of folders.flatMap(sourcesIn)) {
    const code = readFileSync(file, 'utf8');
    for (const [, found] of code.matchAll(/new AppError\(\s*'(?!unavailable)\w+',\s*'(\w+)'/g)) codes.add(found ?? '');
  }
  return [...codes].sort();
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture|contract)\.ts$/.test(file))
    .map((file) => path.join(folder, file))
    .filter(
      (file) => !notForBrowsers.some((own) => file.startsWith(own)) && !/^server\/(main|app|worker|cli)\b/.test(file),
    )
    .map((file) => path.join(root, file));
}
