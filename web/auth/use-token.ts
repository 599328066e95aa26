import { useState } from 'react';

/** The secret of a one-time link. It stands behind the `#`, which browsers send to nobody. */
export function useToken(): string {
  const [token] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  return token;
}
