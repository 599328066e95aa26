import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addrSpec } from './mail-address.ts';

test.each([
  ['carla@padaria.test', 'carla@padaria.test'],
  ['Carla.Souza+tag@Padaria.TEST', 'Carla.Souza+tag@padaria.test'],
  ['support@localhost', 'support@localhost'],
  ['joão@bücher.test', 'joão@xn--bcher-kva.test'],
  ["o'brien@x.test", "o'brien@x.test"],
  ['a_b@my_host.test', 'a_b@my_host.test'],
])('%s is an address', (text, address) => {
  expect(addrSpec(text)).toBe(address);
});

test.each([
  '',
  '@',
  'a@',
  '@x.test',
  'a b@x.test',
  'a@x.test,b@y.test',
  'a@x.test\r\nBcc: b@y.test',
  'a@x.test\u0000',
  '"a"@x.test',
  '<a@x.test>',
  'Ana <a@x.test>',
  'a@b@x.test',
  'a..b@x.test',
  'a.@x.test',
  'a@[127.0.0.1]',
  'a@x..test',
  'a@x.test?.evil.test',
  'a@x.test#.evil.test',
  'a@x.test/.evil.test',
  'a@x.test\\.evil.test',
  'a@x%2etest',
  'a@0x7f.1',
  'a@x\u00ad.test',
  'a@x。test',
  'a@-x.test',
  'a@x-.test',
  `${'a'.repeat(65)}@x.test`,
  `a@${'b'.repeat(64)}.test`,
  `a@${'b.'.repeat(130)}test`,
])('%j is none', (text) => {
  expect(addrSpec(text)).toBeNull();
});

test('whatever passes is one address by itself, and passes again unchanged', () => {
  const part = fc.string({
    unit: fc.constantFrom('a', 'Z', '1', '.', '-', '_', '+', '@', ' ', ',', '<', '"', '\n', 'ç', '('),
  });
  fc.assert(
    fc.property(part, part, (local, domain) => {
      const address = addrSpec(`${local}@${domain}`);
      if (address === null) return;
      expect(address).not.toMatch(/[\s,<>"();:\\]|@.*@/);
      expect(addrSpec(address)).toBe(address);
    }),
  );
});
