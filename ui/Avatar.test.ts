import { expect, test } from 'vitest';
import { initialsOf } from './Avatar.tsx';

test.each([
  ['Carla Souza', 'CS'],
  ['João da Silva Pereira', 'JP'],
  ['Óscar', 'Ó'],
  ['carla@padaria.example', 'C'],
  ['+55 31 98888-1234', '59'],
  ['', '?'],
  ['—', '?'],
])('%j is %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
