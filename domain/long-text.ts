/**
 * How much of a text a message keeps in its row, in UTF-16 units: some three thousand lines. Of what is longer the row has
 * the beginning, and the whole is a file of the message: nobody reads 25 MB on a page, and a server that carries them in
 * one piece, into its database and out again as JSON, serves nobody else meanwhile.
 */
export const longestText = 200_000;
export const wholeTextName = 'whole-message.txt';

const cutHere = '…';

/** The beginning of a text that is too long, as long as a text may be; any other as it is. */
export function beginningOf(text: string): string {
  if (text.length <= longestText) return text;
  const kept = text.slice(0, longestText - cutHere.length);
  return `${kept.isWellFormed() ? kept : kept.replace(/[\uD800-\uDBFF]$/, ' ')}${cutHere}`;
}

/** Whether a text was cut by `beginningOf`. Another that ends just there in an ellipsis by chance is called cut as well. */
export function isBeginning(text: string): boolean {
  return text.length === longestText && text.endsWith(cutHere);
}
