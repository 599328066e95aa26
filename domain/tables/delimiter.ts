const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

const looksAt = 100_000;
const mostRecords = 50;

/**
 * What stands between the cells of a text table: the sign that every record has, and has most often; outside quotes, where a
 * cell may hold anything. Excel writes semicolons where a comma is the decimal sign, as in Brazil.
 */
export function guessDelimiter(text: string): Delimiter {
  const records = unquotedRecords(text.slice(0, looksAt));
  const scored = delimiters.map((delimiter) => {
    const counts = records.map((record) => record.split(delimiter).length - 1);
    return { delimiter, least: Math.min(...counts), sum: counts.reduce((sum, count) => sum + count, 0) };
  });
  const [best] = scored.sort((one, other) => other.least - one.least || other.sum - one.sum);
  return best?.delimiter ?? ',';
}

/** The first records, each without what stands in quotes. Blank lines say nothing. */
function unquotedRecords(text: string): string[] {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '');
  return bare
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, mostRecords);
}
