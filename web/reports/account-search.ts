import { type AccountKind, accountKinds } from '../../domain/account.ts';

/** `day`: a date, or `now` for what is in work; today without it. */
export type AccountSearch = { day?: string; kind?: AccountKind };

/** What is no day and no kind is left out: an old address still opens the page. */
export function accountSearch(search: Record<string, unknown>): AccountSearch {
  const day = String(search.day ?? '');
  const kind = accountKinds.find((one) => one === search.kind);
  return { ...(/^now$|^\d{4}-\d{2}-\d{2}$/.test(day) && { day }), ...(kind !== undefined && { kind }) };
}

/** The date on the clock of whoever looks, so many days ago. */
export function dateOf(daysAgo: number, now = new Date()): string {
  const at = new Date(now);
  at.setDate(at.getDate() - daysAgo);
  return at.toLocaleDateString('sv-SE');
}
