let began: number | null = null;

/** Where the desk's log stood before this page asked for anything else: its stream tells what happened from there on. */
export function pageBegan(position: number | null): void {
  began ??= position;
}

/** `null` where nobody said: somebody has just signed in. */
export function whenPageBegan(): number | null {
  return began;
}
