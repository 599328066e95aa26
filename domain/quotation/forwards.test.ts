import { expect, test } from 'vitest';
import { isForward } from './forwards.ts';

test.each([
  ...['Fwd: Your account', 'FW: Your account', 'ENC: Sua conta', 'TR : Votre compte', 'WG: Ihr Konto', 'RV: Su cuenta'],
  ...['I: Il suo conto', 'Doorst: Uw rekening', 'Fw: RE: Your account', '  fwd : x'],
  ...['Please check this', 'Rechnung 12', 'Reclamação', 'Return of order 4', ''],
])('what “%s” opens a ticket with may have been sent on', (subject) => expect(isForward(subject)).toBe(true));

test.each([
  ...[
    'Re: Your account',
    'RE: FW: Your account',
    'RES: Sua conta',
    'Res: Sua conta',
    'AW: Ihr Konto',
    'Antw: Uw rekening',
  ],
  ...['RE : Votre compte', 'RÉP : Votre compte', 'R: Il suo conto', 'Re[2]: x', 'SV: x', '  re : x'],
])('“%s” is an answer', (subject) => expect(isForward(subject)).toBe(false));

test('a subject without end is looked at where it begins', () => {
  expect(isForward(`${' '.repeat(1_000_000)}Fwd: x`)).toBe(true);
});
