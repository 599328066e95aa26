import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../../domain/tables/csv.ts';
import { readTable, tableLimits } from './read-table.ts';
import { run } from './read-table-worker.ts';
import { workbook, workbookFiles, zip } from './workbook.fixture.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

describe('a file is read', () => {
  test.each([
    [
      'as Brazilian Excel saves it',
      latin('Nome;E-mail;Cidade\r\nJo\xe3o;joao@x.example;S\xe3o Paulo\r\n'),
      ';',
      'windows-1252',
    ],
    ['as UTF-8 with a mark', Buffer.from('\ufeffNome;E-mail;Cidade\nJoão;joao@x.example;São Paulo\n'), ';', 'utf-8'],
    ['with commas and quotes', Buffer.from('Nome,E-mail,Cidade\nJoão,joao@x.example,"São Paulo"\n'), ',', 'utf-8'],
    [
      'as UTF-16, which Excel calls Unicode text',
      Buffer.from('\ufeffNome\tE-mail\tCidade\r\nJoão\tjoao@x.example\tSão Paulo\r\n', 'utf16le'),
      '\t',
      'utf-16le',
    ],
    [
      'with the sign named first',
      Buffer.from('sep=|\nNome|E-mail|Cidade\nJoão|joao@x.example|São Paulo'),
      '|',
      'utf-8',
    ],
    ['with old Macintosh line ends', Buffer.from('Nome;E-mail;Cidade\rJoão;joao@x.example;São Paulo\r'), ';', 'utf-8'],
  ])('%s', async (...[, bytes, delimiter, encoding]) => {
    expect(await readTable(bytes)).toEqual({
      source: { format: 'csv', delimiter, encoding },
      rows: [
        ['Nome', 'E-mail', 'Cidade'],
        ['João', 'joao@x.example', 'São Paulo'],
      ],
      places: [1, 2],
    });
  });

  test('as a workbook: words, long numbers and days', async () => {
    const bytes = workbook([
      ['Nome', 'Telefone', 'Desde'],
      ['Ana & Cia', 5511987654321, { day: 46_331 }],
    ]);
    expect(await readTable(bytes)).toEqual({
      source: { format: 'xlsx', delimiter: null, encoding: null },
      rows: [
        ['Nome', 'Telefone', 'Desde'],
        ['Ana & Cia', '5511987654321', '2026-11-05'],
      ],
      places: [1, 2],
    });
  });

  test('rows are as wide as the widest, and keep their numbers where empty ones are left out', async () => {
    const { rows, places } = await readTable(Buffer.from('a,b\n\n,\nc,d,e\n'));
    expect(rows).toEqual([
      ['a', 'b', ''],
      ['c', 'd', 'e'],
    ]);
    expect(places).toEqual([1, 4]);
  });

  test('an unquoted quote is a sign like others', async () => {
    expect((await readTable(Buffer.from('name,size\nTV 32" flat,1\n'))).rows[1]).toEqual(['TV 32" flat', '1']);
  });

  test('any table that we write is read back as it was', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\0', '').toWellFormed());
    const sign = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\r\n',
      '"',
      "'",
      "'=",
      ';',
      ',',
      '|',
      '\ufeff',
      'sep=;',
    );
    const cells = fc.oneof(
      cell,
      sign,
      fc.tuple(sign, cell).map((parts) => parts.join('')),
    );
    const tables = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cells, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      )
      .filter((rows) => rows.every((row) => row.some((one) => one.trim() !== '')));
    await fc.assert(
      fc.asyncProperty(tables, fc.boolean(), async (rows, hasMark) => {
        const bytes = Buffer.from(`${hasMark ? '\ufeff' : ''}${writeCsv(rows)}`);
        expect((await run({ bytes, limits: tableLimits })).output.rows).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a file is refused', () => {
  const limits = { ...tableLimits, rows: 3, columns: 4, unpackedBytes: 20_000 };

  test.each([
    ['because nothing is in it', Buffer.from('\n ;  \n'), 'table_empty'],
    ['because it is empty', Buffer.alloc(0), 'table_empty'],
    ['for its rows', Buffer.from('a\nb\nc\nd\ne\n'), 'table_too_large'],
    ['for its columns', Buffer.from('a,b,c,d,e\n'), 'table_too_large'],
    ['because it only begins like a workbook', Buffer.from('PK\u0003\u0004 and no more'), 'table_unreadable'],
    ['because it is another archive', zip([{ name: 'x.xml', bytes: Buffer.from('<x/>') }]), 'table_unreadable'],
    ['because it would unpack to too much', zip(workbookFiles(Buffer.alloc(50_000, 32))), 'table_too_large'],
  ])('%s', async (_, bytes, code) => {
    await expect(readTable(bytes, limits)).rejects.toMatchObject({ kind: 'invalid', code });
  });

  test('three rows and their headings are not too many', async () => {
    expect((await readTable(Buffer.from('a\nb\nc\nd\n'), limits)).rows).toHaveLength(4);
  });

  test('a bomb that lies about its size is not unpacked beyond what it said', async () => {
    const sheet = Buffer.alloc(60_000_000, 32);
    const files = workbookFiles(sheet).map((file) => (file.bytes === sheet ? { ...file, claimed: 1_000 } : file));
    await expect(readTable(zip(files), limits)).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('an archive that says it is larger than ZIP can be is none of ours', async () => {
    const bytes = workbook([['a']]);
    const end = bytes.length - 22;
    const zip64 = Buffer.concat([
      bytes.subarray(0, end),
      Buffer.from('504b060700000000000000000000000001000000', 'hex'),
      bytes.subarray(end),
    ]);
    await expect(readTable(zip64, limits)).rejects.toMatchObject({ code: 'table_unreadable' });
  });
});
