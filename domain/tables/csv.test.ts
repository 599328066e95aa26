import { describe, expect, test } from 'vitest';
import { plainCell, writeCsv } from './csv.ts';
import { guessDelimiter } from './delimiter.ts';

describe('a table that is written', () => {
  test('has every cell in quotes, and quotes doubled', () => {
    expect(
      writeCsv([
        ['Ana', 'says "oi"', ''],
        ['1,5', 'two\nlines', 'x;y'],
      ]),
    ).toBe('"Ana","says ""oi""",""\r\n"1,5","two\nlines","x;y"\r\n');
  });

  test.each([
    ['a formula', '=HYPERLINK("http://x")'],
    ['a sum', '+55 11 98765-4321'],
    ['a minus', '-1'],
    ['a macro', '@SUM(A1)'],
    ['a tab before a formula', '\t=1'],
    ['what looks guarded already', "'=1"],
  ])('runs nothing in a spreadsheet program: %s', (_, cell) => {
    expect(writeCsv([[cell]]).slice(0, 2)).toBe('"\'');
    expect(plainCell(`'${cell}`)).toBe(cell);
  });

  test('leaves an apostrophe alone that guards nothing', () => {
    expect(writeCsv([["'t is"]])).toBe('"\'t is"\r\n');
    expect(plainCell("'t is")).toBe("'t is");
  });
});

describe('the sign between cells', () => {
  test.each([
    ['commas', 'name,email\nAna,ana@x.example\n', ','],
    ['semicolons, where a comma is the decimal sign', 'Nome;Valor\nAna;1,50\nBia;2,75\n', ';'],
    ['tabs', 'name\temail\nAna, Lima\tana@x.example\n', '\t'],
    ['bars', 'name|email\nAna|ana@x.example', '|'],
    ['semicolons though every cell has commas in quotes', '"a,b";"c,d,e"\n"f,g";"h,i,j"\n', ';'],
    ['none at all', 'ana@x.example\nbia@x.example\n', ','],
    ['none because nothing is there', '', ','],
  ])('is found: %s', (_, text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });
});
