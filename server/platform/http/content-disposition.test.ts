import { expect, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';

test('a name keeps its accents for those who read them and has a plain one for the others', () => {
  expect(contentDisposition('attachment', 'orçamento (1).pdf')).toBe(
    `attachment; filename="orcamento (1).pdf"; filename*=UTF-8''or%C3%A7amento%20%281%29.pdf`,
  );
});

test('a name cannot end the header or its own quotes', () => {
  expect(contentDisposition('inline', 'a"\r\nset-cookie: x\ud800')).toBe(
    `inline; filename="a___set-cookie_ x_"; filename*=UTF-8''a%22%0D%0Aset-cookie%3A%20x%EF%BF%BD`,
  );
});

test('a name of nothing printable still is one', () => {
  expect(contentDisposition('attachment', '請求書')).toMatch(/filename="___"; filename\*=UTF-8''%E8/);
});
