/**
 * Brazilian tax numbers: of a person (CPF, 11 digits) or a company (CNPJ, 12 letters or digits and 2 check digits). Letters in
 * a CNPJ came with the Receita Federal's Instrução Normativa RFB nº 2.229/2024: each character counts as its ASCII code less
 * 48, so that digits count as themselves, and the check digits are worked out as they always were (modulo 11).
 */
const cpfShape = /^\d{11}$/;
const cnpjShape = /^[0-9A-Z]{12}\d{2}$/;
/** `111.111.111-11` has the right check digits, and is nobody's. */
const oneCharacterOnly = /^(.)\1*$/;

/** The bare characters of a valid CPF or CNPJ, however it was written; null for what is neither. */
export function readTaxId(written: string): string | null {
  const bare = written.replace(/[\s./-]/g, '').toUpperCase();
  return isCpf(bare) || isCnpj(bare) ? bare : null;
}

/** As people write it: `123.456.789-09`, `12.ABC.345/01DE-35`. */
export function formatTaxId(bare: string): string {
  if (bare.length === 11) return bare.replace(/^(.{3})(.{3})(.{3})(.{2})$/, '$1.$2.$3-$4');
  return bare.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5');
}

function isCpf(bare: string): boolean {
  return cpfShape.test(bare) && !oneCharacterOnly.test(bare) && endsInCheckDigits(bare, Number.POSITIVE_INFINITY);
}

function isCnpj(bare: string): boolean {
  return cnpjShape.test(bare) && !oneCharacterOnly.test(bare) && endsInCheckDigits(bare, 9);
}

function endsInCheckDigits(bare: string, heaviest: number): boolean {
  const body = bare.slice(0, -2);
  const first = checkDigit(body, heaviest);
  return bare === `${body}${first}${checkDigit(`${body}${first}`, heaviest)}`;
}

/** Weights grow from 2 at the last character; a CNPJ's begin anew after 9. */
function checkDigit(body: string, heaviest: number): number {
  const sum = [...body].reverse().reduce((so, character, at) => {
    return so + (character.charCodeAt(0) - 48) * (2 + (at % (heaviest - 1)));
  }, 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}
