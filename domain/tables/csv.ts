/** What a spreadsheet program would take for a formula and run (OWASP, "CSV injection"), guarded or not. */
const formula = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/**
 * A table as comma-separated text (RFC 4180), every cell in quotes. A cell that a spreadsheet program would run is guarded by
 * an apostrophe, which `plainCell` takes away again.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What a cell says that came out of a file: without the apostrophe that guards a formula. */
export function plainCell(written: string): string {
  return guarded.test(written) ? written.slice(1) : written;
}
