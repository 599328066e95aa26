const minute = 60_000;
const hour = 60 * minute;
/** Waits between one attempt and the next, in milliseconds: over a day in all. */
const waits = [minute, 5 * minute, 15 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 9 * hour];

/** When what failed `attempts` times is tried again; null: it is given up, a day after it was due. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

/** Only a 2xx says that it arrived; a redirect is not followed and says nothing. */
export function hasArrived(status: number): boolean {
  return status >= 200 && status < 300;
}
