/**
 * Variables that stand in a text as a template wrote them, `{{ ticket.number }}`, by name and without their filters: nobody
 * filled them in, and a customer would read them so.
 */
export function unfilledIn(text: string): string[] {
  const names = [...text.matchAll(variable)].map(([whole, name]) => name || whole);
  return [...new Set(names)];
}

/** Where in the text they stand, from the first brace to past the last. */
export function unfilledPlaces(text: string): { from: number; to: number }[] {
  return [...text.matchAll(variable)].map(({ 0: whole, index }) => ({ from: index, to: index + whole.length }));
}

const variable = /\{\{-?\s*([^{}|]*?)\s*(?:\|[^{}]*)?-?\}\}/g;
