import { expect, test } from 'vitest';
import { isForward } from './forwards.ts';

test.each([
  'Fwd: Refused',
  'FW: Refused',
  'ENC: Recusado',
  'Enc: Recusado',
  'TR : Refusé',
  'WG: Abgelehnt',
  'RV: Rechazado',
  'I: Rifiutato',
  'Doorst: Geweigerd',
])('%s was sent on', (subject) => expect(isForward(subject)).toBe(true));

test.each(['Re: Fwd: Refused', 'Refused', 'Encomenda: atrasada', 'Trânsito: parado', 'Item: broken', ''])(
  '%s was not',
  (subject) => expect(isForward(subject)).toBe(false),
);
