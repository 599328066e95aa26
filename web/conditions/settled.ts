import { useEffect, useState } from 'react';

/** Long enough that typing asks once. */
const settled = 400;

/** A value (plain JSON) as it was when it last stood still. */
export function useSettled<T>(value: T): T {
  const written = JSON.stringify(value);
  const [kept, setKept] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setKept(written), settled);
    return () => clearTimeout(timer);
  }, [written]);
  return JSON.parse(kept) as T;
}
