import type { Desk } from '../server.ts';

export function tomorrow(desk: Desk): Date {
  return new Date(desk.clock.now().getTime() + 86_400_000);
}
