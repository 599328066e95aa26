/** A number with decimals as people type it, in either language. Null: empty, or no number. */
export function numberOf(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(number) || number < 0 ? null : number;
}
