import { describe, expect, test } from 'vitest';
import { readInvites } from './invites.ts';

const teams = [
  { id: 's', name: 'Support' },
  { id: 'c', name: 'Cobrança' },
];
const read = (text: string, known: string[] = []) => readInvites(text, { teams, known });
const person = (email: string, name: string, teamId: string | null = null) =>
  expect.objectContaining({ email, name, teamId });

describe('a paste of invites', () => {
  test.each([
    ['as a mail program writes people', 'Ana Lima <ana@x.example>', [person('ana@x.example', 'Ana Lima')]],
    ['in quotes', '"Lima, Ana" <ana@x.example>', [person('ana@x.example', 'Lima, Ana')]],
    ['an address alone', 'ana.lima@x.example', [person('ana.lima@x.example', 'Ana Lima')]],
    ['an address with its name', 'ana@x.example; Ana Lima', [person('ana@x.example', 'Ana Lima')]],
    ['a name with its address', 'Ana Lima, ana@x.example', [person('ana@x.example', 'Ana Lima')]],
    ['address, name and team', 'ana@x.example; Ana; Support', [person('ana@x.example', 'Ana', 's')]],
    ['a team however it is written', 'Ana <ana@x.example>; cobranca', [person('ana@x.example', 'Ana', 'c')]],
    ['cells of a spreadsheet', 'Ana\tana@x.example\tSUPPORT', [person('ana@x.example', 'Ana', 's')]],
    ['address and team', 'ana@x.example, Support', [person('ana@x.example', 'Ana', 's')]],
    ['capitals in an address', 'ANA@X.example', [person('ana@x.example', 'Ana')]],
    [
      'addresses apart by commas',
      'ana@x.example, bia@x.example;caio@x.example',
      [person('ana@x.example', 'Ana'), person('bia@x.example', 'Bia'), person('caio@x.example', 'Caio')],
    ],
    [
      'people apart by commas',
      'Ana <ana@x.example>, Bia Dias <bia@x.example>',
      [person('ana@x.example', 'Ana'), person('bia@x.example', 'Bia Dias')],
    ],
    [
      'a line each, and empty ones',
      'ana@x.example\r\n\r\n  bia@x.example\n',
      [person('ana@x.example', 'Ana'), person('bia@x.example', 'Bia')],
    ],
    ['nothing', ' \n', []],
  ])('is understood: %s', (_, text, people) => {
    expect(read(text)).toEqual(people);
  });

  test.each([
    ['a line without an address', 'Ana Lima', { written: 'Ana Lima', problem: 'no_address' }],
    ['an address that is none', 'Ana <ana at x>', { written: 'Ana <ana at x>', problem: 'no_address' }],
    ['an address without a domain', 'ana@', { written: 'ana@', problem: 'address_invalid' }],
    ['an address of no domain on the net', 'ana@localhost', { written: 'ana@localhost', problem: 'address_invalid' }],
    ['a team there is not', 'ana@x.example; Ana; Vendas', { written: 'Vendas', problem: 'unknown_team' }],
  ])('says what it does not understand: %s', (_, text, problem) => {
    expect(read(text)).toEqual([{ line: 1, ...problem }]);
  });

  test('invites nobody twice, and nobody who works here', () => {
    expect(read('ana@x.example\nAna <ANA@x.example>\nbia@x.example', ['Bia@x.example'])).toEqual([
      person('ana@x.example', 'Ana'),
      { line: 2, written: 'ana@x.example', problem: 'repeated' },
      { line: 3, written: 'bia@x.example', problem: 'known' },
    ]);
  });
});
