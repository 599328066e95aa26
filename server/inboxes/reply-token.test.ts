import { expect, test } from 'vitest';
import { makeSecrets } from '../platform/secrets/secrets.ts';
import { makeReplyToken, readReplyToken } from './reply-token.ts';

const secrets = makeSecrets('a key of the desk');
const given = { ticketId: 42, contactId: 1234567 };

test('a token is read back wherever a mail carries it', () => {
  const token = makeReplyToken(secrets, 'reply address', given);
  expect(token).toMatch(/^[0-9a-z-]{30,50}$/);
  for (const word of [token, `support+${token}@desk.example`, `<${token}.019b@desk.example>`, token.toUpperCase()]) {
    expect(readReplyToken(secrets, 'reply address', word)).toEqual(given);
  }
});

test('a token for the largest ids still fits an address beside the name of the inbox', () => {
  const largest = { ticketId: Number.MAX_SAFE_INTEGER, contactId: Number.MAX_SAFE_INTEGER };
  const token = makeReplyToken(secrets, 'reply address', largest);
  expect(token.length).toBeLessThanOrEqual(50);
  expect(readReplyToken(secrets, 'reply address', token)).toEqual(largest);
});

test('a token bent to another ticket, another contact or another desk says nothing (T15)', () => {
  const [ticket, contact, proof] = makeReplyToken(secrets, 'reply address', given).split('-');
  for (const forged of [
    `43-${contact}-${proof}`,
    `${ticket}-1-${proof}`,
    `${ticket}-${contact}-${'a'.repeat(26)}`,
    '',
    '#42',
  ]) {
    expect(readReplyToken(secrets, 'reply address', forged)).toBeNull();
  }
  expect(
    readReplyToken(makeSecrets('another desk'), 'reply address', makeReplyToken(secrets, 'reply address', given)),
  ).toBeNull();
});

test('a token made with an earlier key is still read after the key was changed (T15)', () => {
  const token = makeReplyToken(secrets, 'reply address', given);
  expect(readReplyToken(makeSecrets('the new key', ['a key of the desk']), 'reply address', token)).toEqual(given);
  expect(readReplyToken(makeSecrets('the new key'), 'reply address', token)).toBeNull();
});

test('a token that travels in Message-IDs is none for the address to answer to', () => {
  const token = makeReplyToken(secrets, 'message id', given);
  expect(readReplyToken(secrets, 'message id', `<t.${token}.019b@desk.example>`)).toEqual(given);
  expect(readReplyToken(secrets, 'reply address', token)).toBeNull();
});
