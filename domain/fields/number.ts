/**
 * A number as people type it: `1,234.5` in English, `1.234,5` in Portuguese. The mark that the language counts thousands by may
 * be left out; where a text fits only the other custom (`12.5` in Portuguese), it is read that way. Null for what is no number.
 */
export function readNumber(typed: string, language: string): number | null {
  const text = typed.replace(/[\s\u00a0]/g, '');
  const own = language.startsWith('en') ? '.' : ',';
  const other = own === '.' ? ',' : '.';
  return asWritten(text, own) ?? asWritten(text, other);
}

function asWritten(text: string, decimal: '.' | ','): number | null {
  const thousands = decimal === '.' ? ',' : '.';
  const shape = new RegExp(`^-?(\\d+|\\d{1,3}(\\${thousands}\\d{3})+)(\\${decimal}\\d+)?$`);
  if (!shape.test(text)) return null;
  return Number(text.replaceAll(thousands, '').replace(decimal, '.'));
}
