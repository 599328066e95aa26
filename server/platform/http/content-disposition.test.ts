import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

const named = (name: string) => {
  const header = contentDisposition('attachment', name);
  const [, plain = '', encoded = ''] = /^attachment; filename="([^"]*)"; filename\*=UTF-8''(.*)$/.exec(header) ?? [];
  return { plain, real: decodeURIComponent(encoded) };
};

test('a name keeps its accents for those who read them and has a plain one for the others', () => {
  expect(contentDisposition('attachment', 'orçamento (1).pdf')).toBe(
    `attachment; filename="orcamento (1).pdf"; filename*=UTF-8''or%C3%A7amento%20%281%29.pdf`,
  );
});

test('a name cannot end the header or its own quotes', () => {
  expect(contentDisposition('inline', 'a"\r\nset-cookie: x\ud800')).toBe(
    `inline; filename="a_set-cookie_ x_"; filename*=UTF-8''a_set-cookie_%20x%EF%BF%BD`,
  );
});

test('a name of nothing printable still is one', () => {
  expect(named('請求書')).toEqual({ plain: '___', real: '請求書' });
  expect(named('\u202e\u0000 ..').real).toBe('file');
});

test.each([
  ['a path', '../../etc/passwd', '_.._etc_passwd'],
  ['a path on Windows', 'C:\\Windows\\system32\\a.dll', 'C_Windows_system32_a.dll'],
  ['a name read from right to left', 'fatura\u202Efdp.exe', 'faturafdp.exe'],
  ['a hidden letter', 'in\u200bvoice\u2060.pdf', 'invoice.pdf'],
  ['a NUL before the real ending', 'a.exe\u0000.pdf', 'a.exe.pdf'],
  ['another stream', 'a.txt:evil.exe', 'a.txt_evil.exe'],
  ['a device', 'CON.txt', '_CON.txt'],
  ['a device by number', 'com1', '_com1'],
  ['a device and no ending', 'NUL', '_NUL'],
  ['a word that begins like one', 'Contrato.pdf', 'Contrato.pdf'],
  ['a hidden file', '.htaccess', 'htaccess'],
  ['an end that Windows forgets', 'a.exe. .', 'a.exe'],
  ['markup', '"><img src=x onerror=alert(1)>.png', '_img src=x onerror=alert(1)_.png'],
])('%s becomes a name for every machine (T22)', (_what, name, safe) => {
  expect(named(name).real).toBe(safe);
});

test('a long name keeps its ending and fits every file system (T22)', () => {
  for (const letter of ['a', 'ç', '請', '👩']) {
    const { real } = named(`${letter.repeat(300)}.pdf`);
    expect(real.endsWith('.pdf')).toBe(true);
    expect(Buffer.byteLength(real)).toBeLessThanOrEqual(200);
    expect(real).not.toContain('\ufffd');
  }
});

test('whatever the name, the header is one line and the name neither a path nor hidden', () => {
  const letter = fc.constantFrom(
    'a',
    '.',
    '/',
    '\\',
    '"',
    ' ',
    '\r',
    '\n',
    '\0',
    ';',
    '%',
    "'",
    '\u202e',
    'ç',
    '\ud83d',
    ':',
  );
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 40 }), (letters) => {
      expect(contentDisposition('attachment', letters.join(''))).toMatch(/^[\x20-\x7e]+$/);
      const { real, plain } = named(letters.join(''));
      for (const name of [real, plain]) expect(name).toMatch(/^[^./\\"]([^/\\"]*[^./\\"\s])?$/);
    }),
  );
});
