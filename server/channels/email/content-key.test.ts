import { expect, test } from 'vitest';
import { contentKey } from './content-key.ts';

const at = new Date('2026-11-02T14:00:00Z');
const mail =
  'From: a@x.test\r\nMessage-ID: <1@x.test>\r\nDate: Mon, 02 Nov 2026 10:00:00 +0000\r\nSubject: N\r\n\r\nTexto';
const key = async (text: string, when = at) => (await contentKey(Buffer.from(text), when)).key;

test('what servers on the way wrote does not change the key of a mail', async () => {
  const relayed = `Return-Path: <a@x.test>\r\nReceived: from a\r\n\tby b;\r\n  today\r\nDelivered-To: x@y\r\n${mail}`;
  expect(await key(relayed)).toBe(await key(mail));
});

test('one Message-ID with other words is another mail', async () => {
  expect(await key(mail.replace('Texto', 'Outro'))).not.toBe(await key(mail));
  expect(await key(mail.replace('Subject: N', 'Subject: M'))).not.toBe(await key(mail));
});

test('dated mail is the same at any time; mail without date and id only within the hour', async () => {
  const later = new Date('2026-11-02T16:00:00Z');
  expect(await key(mail, later)).toBe(await key(mail));
  const script = 'Subject: disk full\n\ndisk full';
  expect(await key(script, new Date('2026-11-02T14:59:00Z'))).toBe(await key(script));
  expect(await key(script, later)).not.toBe(await key(script));
});

test('the Message-ID is found in its header, folded or not, and only there', async () => {
  const idOf = async (text: string) => (await contentKey(Buffer.from(text), at)).externalId;
  expect(await idOf(mail)).toBe('<1@x.test>');
  expect(await idOf('Message-ID:\r\n <folded@x.test>\r\n\r\n')).toBe('<folded@x.test>');
  expect(await idOf('Subject: N\n\nMessage-ID: <body@x.test>')).toBeNull();
  expect(await idOf('')).toBeNull();
});
