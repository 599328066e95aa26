import { useEffect } from 'react';
import { api } from '../app/api.ts';

const againMs = 15_000;
const typingMs = 4_000;

const url = (number: number) => `/api/tickets/${number}/onlooking`;

/** Heard or not, nothing depends on it. */
function say(number: number, doing: 'viewing' | 'typing'): void {
  api.put<void>(url(number), { doing }).catch(() => {});
}

/** Said also by a page that is being closed. */
function sayGone(number: number): void {
  const headers = { 'content-type': 'application/json' };
  fetch(url(number), { method: 'PUT', headers, body: '{"doing":"gone"}', keepalive: true }).catch(() => {});
}

/** Tells the others that this ticket is on a screen, as long as somebody can see it. */
export function useOnlooking(number: number): void {
  useEffect(() => {
    let isHere = false;
    const look = () => {
      if (!document.hidden) {
        isHere = true;
        say(number, 'viewing');
      } else if (isHere) {
        isHere = false;
        sayGone(number);
      }
    };
    const leave = () => {
      if (isHere) sayGone(number);
      isHere = false;
    };
    look();
    const again = setInterval(look, againMs);
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(again);
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [number]);
}

let saidUntil = 0;
let saidAt = 0;

/** Called with every letter; told to the others once in a while. */
export function sayTyping(number: number): void {
  if (saidAt === number && Date.now() < saidUntil) return;
  saidAt = number;
  saidUntil = Date.now() + typingMs;
  say(number, 'typing');
}
