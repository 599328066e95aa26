import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { signals } from '../../domain/threading.ts';
import { speak } from '../../locales/translate.ts';
import { sayReason } from './reasons.ts';

beforeAll(() => speak('en', {}));

test('every reason the rules give has its sentence', () => {
  const unknown = [...reasonCodes(), ...signals].filter((code) => sayReason({ code, values: {} }).includes(code));
  expect(unknown).toEqual([]);
});

test('the deciding values stand in the sentence', () => {
  const values = { ticketNumber: 482, standing: 'requester' };
  const said = sayReason({ code: 'our_message_id', values });
  expect(said).toContain('The sender is the requester.');
});

test('a reason of a newer desk is still shown by its code', () => {
  expect(sayReason({ code: 'from_the_future', values: {} })).toBeTruthy();
});

/** Codes as the rules write them down: `reason: { code: 'opened_by_reply', ... }` and what threading answers. */
function reasonCodes(): string[] {
  const folder = path.join(import.meta.dirname, '../../domain');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  );
  return files.flatMap((file) =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\{ code: '(\w+)', values:|because\('(\w+)'/g)].map(
      ([, written, made]) => written ?? made ?? '',
    ),
  );
}
