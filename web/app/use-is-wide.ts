import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(width >= 900px)');

/** Whether the page has room for a table of tickets. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}
