import { expect, test } from 'vitest';
import { storable } from './storable.ts';

test('what PostgreSQL cannot store is taken out of every text, and nothing else is touched', () => {
  const bytes = new Uint8Array([0, 1]);
  const at = new Date();
  const mail = { subject: 'a\u0000b', 'k\u0000': ['\ud800!', 'ação 😀'], bytes, at, size: 3, none: null };
  expect(storable(mail)).toEqual({ subject: 'ab', k: ['\ufffd!', 'ação 😀'], bytes, at, size: 3, none: null });
});
