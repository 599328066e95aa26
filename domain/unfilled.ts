/**
 * Variables that stand in a text as a template wrote them, `{{ ticket.number }}`, by name and without their filters: nobody
 * filled them in, and a customer would read them so.
 */
export function unfilledIn(text: string): string[] {
  const names = [...text.matchAll(/\{\{-?\s*([^{}|]*?)\s*(?:\|[^{}]*)?-?\}\}/g)].map(([whole, name]) => name || whole);
  return [...new Set(names)];
}
