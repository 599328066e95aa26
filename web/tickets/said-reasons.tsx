import type { Reason } from '../../domain/events.ts';
import { sayReason } from './reasons.ts';

export function SaidReasons({ reasons }: { reasons: Reason[] }) {
  return reasons.map((reason) => <p key={reason.code}>{sayReason(reason)}</p>);
}
