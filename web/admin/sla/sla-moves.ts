import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { SlaMoves, slaMovesBody, slaMovesReply } from '../../../contract/sla-moves.ts';
import { api } from '../../app/api.ts';

export type SlaChange = z.input<typeof slaMovesBody>;

export const askMoves = async (change: SlaChange) =>
  (await api.post<z.infer<typeof slaMovesReply>>('/api/sla-moves', change)).moves;

/**
 * Asks which tickets a change would move. `save` does at once what moves nothing; what moves something is shown first, and saved
 * when it is asked for again without another change.
 */
export function useMoves(act: () => void) {
  const [shown, setShown] = useState<{ of: string; moves: SlaMoves } | null>(null);
  const ask = useMutation({ mutationFn: askMoves });
  const look = (change: SlaChange, done?: (moves: SlaMoves) => void) =>
    ask.mutate(change, {
      onSuccess: (moves) => {
        setShown({ of: JSON.stringify(change), moves });
        done?.(moves);
      },
    });
  return {
    error: ask.error,
    isPending: ask.isPending,
    /** What was found of this very change. */
    movesOf: (change: SlaChange) => (shown?.of === JSON.stringify(change) ? shown.moves : null),
    look: (change: SlaChange) => look(change),
    save(change: SlaChange) {
      if (shown?.of === JSON.stringify(change)) act();
      else look(change, (moves) => countOf(moves) === 0 && act());
    },
  };
}

/** How many tickets would be due at another time. */
export function countOf({ earlier, later, begin, end }: SlaMoves): number {
  return earlier + later + begin + end;
}
