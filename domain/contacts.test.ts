import { expect, test } from 'vitest';
import { companyDomain, normaliseDomain, normaliseIdentity } from './contacts.ts';

test.each([
  ['email', ' Carla.Souza@Padaria-Central.COM.BR ', 'carla.souza@padaria-central.com.br'],
  ['email', 'bürger@Grüße.de', 'bürger@xn--gre-6ka8l.de'],
  ['email', '"Odd Name"@example.com', '"odd name"@example.com'],
  ['email', 'odd name@example.com', null],
  ['email', 'nobody', null],
  ['email', '@example.com', null],
  ['email', 'a@b@example.com', 'a@b@example.com'],
  ['email', 'a@exa mple.com', null],
  ['phone', '+55 (11) 98765-4321', '+5511987654321'],
  ['phone', '0055 11 98765 4321', '+5511987654321'],
  ['phone', '(11) 98765-4321', '11987654321'],
  ['phone', '+1', null],
  ['phone', 'call me', null],
  ['whatsapp', 'BR.AbC123', 'br.abc123'],
  ['external', 'CRM-0042', 'CRM-0042'],
  ['external', 'two\nlines', null],
] as const)('the %s %j is kept as %j', (kind, value, kept) => {
  expect(normaliseIdentity(kind, value)).toBe(kept);
});

test('a company is known by its domain, a public provider names none', () => {
  expect(companyDomain('email', 'mary@northwind.example')).toBe('northwind.example');
  expect(companyDomain('email', 'joao@gmail.com')).toBeNull();
  expect(companyDomain('email', 'joao@yahoo.com.br')).toBeNull();
  expect(companyDomain('email', 'joao@hotmail.fr')).toBeNull();
  expect(companyDomain('phone', '+5511987654321')).toBeNull();
});

test('a domain is one word whatever the case and script', () => {
  expect(normaliseDomain('Padaria.COM.BR.')).toBe('padaria.com.br');
  expect(normaliseDomain('http://x')).toBeNull();
  expect(normaliseDomain('a b')).toBeNull();
});
