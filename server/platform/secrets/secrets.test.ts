import { describe, expect, test } from 'vitest';
import { keysIn, makeSecrets } from './secrets.ts';

const secrets = makeSecrets('a key of this desk, long enough');

describe('sealed texts', () => {
  test('open with the same key and context', () => {
    const sealed = secrets.seal('senha do e-mail', 'inbox:1');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\./);
    expect(secrets.open(sealed, 'inbox:1')).toBe('senha do e-mail');
  });

  test('never look the same twice', () => {
    expect(secrets.seal('x', 'c')).not.toBe(secrets.seal('x', 'c'));
  });

  test.each([
    ['another context', (sealed: string) => secrets.open(sealed, 'inbox:2')],
    ['another key', (sealed: string) => makeSecrets('another key').open(sealed, 'inbox:1')],
    ['a shortened tag', (sealed: string) => secrets.open(sealed.slice(0, -6), 'inbox:1')],
    ['another version', (sealed: string) => secrets.open(sealed.replace('v1', 'v2'), 'inbox:1')],
    ['no shape at all', () => secrets.open('plain', 'inbox:1')],
  ])('do not open with %s', (_, attempt) => {
    expect(() => attempt(secrets.seal('senha', 'inbox:1'))).toThrow('sealed with another key');
  });

  test('made with an earlier key still open after the key changed, and new ones carry the new key', () => {
    const old = makeSecrets('old').seal('senha', 'c');
    const rotated = makeSecrets('new', ['old']);
    expect(rotated.open(old, 'c')).toBe('senha');
    expect(() => makeSecrets('old').open(rotated.seal('senha', 'c'), 'c')).toThrow();
  });
});

test.each([
  ['a passphrase is one key', 'long words of one desk', ['long words of one desk']],
  ['keys stand between commas', 'new, old,', ['new', 'old']],
  ['or on lines of their own', 'new\nold\n', ['new', 'old']],
])('%s', (...[, written, keys]) => {
  expect(keysIn(written)).toEqual(keys);
});

describe('proofs', () => {
  test('hold for the same purpose and text and carry 128 bits', () => {
    const proof = secrets.sign('reply', 'ticket 12');
    expect(Buffer.from(proof, 'base64url')).toHaveLength(16);
    expect(secrets.verify('reply', 'ticket 12', proof)).toBe(true);
  });

  test('do not hold for another purpose, another text, another key, or when cut', () => {
    const proof = secrets.sign('reply', 'ticket 12');
    expect(secrets.verify('unsubscribe', 'ticket 12', proof)).toBe(false);
    expect(secrets.verify('reply', 'ticket 13', proof)).toBe(false);
    expect(makeSecrets('another').verify('reply', 'ticket 12', proof)).toBe(false);
    expect(secrets.verify('reply', 'ticket 12', proof.slice(0, 10))).toBe(false);
    expect(secrets.verify('reply', 'ticket 12', '')).toBe(false);
  });
});

test('tokens have 256 random bits and are stored as their SHA-256', () => {
  const token = secrets.newToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(secrets.newToken()).not.toBe(token);
  expect(secrets.hashToken('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
