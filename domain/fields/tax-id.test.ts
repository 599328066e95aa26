import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTaxId, readTaxId } from './tax-id.ts';

describe('a tax id', () => {
  test.each([
    ['a CPF', '123.456.789-09', '12345678909'],
    ['a CPF without dots', '52998224725', '52998224725'],
    ['a CPF with a zero as check digit', '111.444.777-35', '11144477735'],
    ['a CNPJ of digits', '11.222.333/0001-81', '11222333000181'],
    ['a CNPJ of letters and digits, the example of the Receita Federal', '12.ABC.345/01DE-35', '12ABC34501DE35'],
    ['the same in small letters and with blanks', ' 12abc345 01de35 ', '12ABC34501DE35'],
  ])('is %s', (_, written, bare) => {
    expect(readTaxId(written)).toBe(bare);
  });

  test.each([
    ['a CPF with a wrong check digit', '123.456.789-00'],
    ['a CPF of one digit eleven times', '111.111.111-11'],
    ['a CNPJ with a wrong check digit', '11.222.333/0001-82'],
    ['a CNPJ with letters and a wrong check digit', '12.ABC.345/01DE-36'],
    ['a CNPJ with letters as check digits', '12.ABC.345/01DE-AB'],
    ['a CNPJ of zeros', '00.000.000/0000-00'],
    ['too short', '1234567890'],
    ['words', 'not known yet'],
    ['nothing', ''],
  ])('is not %s', (_, written) => {
    expect(readTaxId(written)).toBeNull();
  });

  test('is written as people write it', () => {
    expect(formatTaxId('12345678909')).toBe('123.456.789-09');
    expect(formatTaxId('12ABC34501DE35')).toBe('12.ABC.345/01DE-35');
  });

  const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const bodies = fc.oneof(
    fc.array(fc.constantFrom(...'0123456789'), { minLength: 9, maxLength: 9 }),
    fc.array(character, { minLength: 12, maxLength: 12 }),
  );

  test('has one pair of check digits for each body, and reading what was written out gives it back', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        fc.pre(new Set(body).size > 1);
        const all = Array.from({ length: 100 }, (_, pair) => body.join('') + String(pair).padStart(2, '0'));
        const valid = all.filter((bare) => readTaxId(bare) !== null);
        expect(valid.length).toBe(1);
        for (const bare of valid) expect(readTaxId(formatTaxId(bare))).toBe(bare);
      }),
    );
  });
});
